package io.github.claimsdsl.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/**
 * Runs the whole server with the profile {@code mcp}, on a random port with an in-memory
 * database; all tests with this annotation share one server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:mcp;DB_CLOSE_DELAY=-1",
				"demo.failure-budget.failures=10000" })
@ActiveProfiles({ "test", "mcp" })
public @interface McpServerTest {

}
