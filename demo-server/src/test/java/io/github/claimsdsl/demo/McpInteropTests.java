package io.github.claimsdsl.demo;

import java.io.IOException;
import java.net.ServerSocket;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.claimsdsl.demo.support.NodeTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The MCP client of the Model Context Protocol, and its conformance suite for
 * authorization servers. The tests of the sample clients pass here too: the profile
 * {@code mcp} leaves them as they are.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = "demo.failure-budget.failures=1000")
@ActiveProfiles({ "test", "mcp" })
class McpInteropTests {

	@Autowired
	private JWKSource<SecurityContext> keys;

	@Value("${demo.issuer}")
	private String issuer;

	@DynamicPropertySource
	static void useOneFreePortInTheIssuerToo(DynamicPropertyRegistry properties) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			int port = socket.getLocalPort();
			properties.add("server.port", () -> port);
			properties.add("demo.issuer", () -> "http://localhost:" + port);
			properties.add("spring.datasource.url", () -> "jdbc:h2:mem:mcp-interop;DB_CLOSE_DELAY=-1");
		}
	}

	@Test
	void mcpClientAndConformanceSuiteWorkWithTheServer() throws Exception {
		String log = NodeTests.run("mcp.log", this.issuer, this.keys, "mcp.interop.js", "conformance.interop.js",
				"flows.test.js");
		assertThat(log).containsPattern("# pass [3-9][0-9]");
	}

}
