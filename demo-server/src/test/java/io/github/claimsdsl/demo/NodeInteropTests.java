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
 * Clients, validators and API middlewares of the Node.js world: installs them with npm
 * and runs {@code src/test/js} against the server. The tests of the script are in
 * {@code target/interop/tests.log}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ActiveProfiles("test")
class NodeInteropTests {

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
			properties.add("spring.datasource.url", () -> "jdbc:h2:mem:interop;DB_CLOSE_DELAY=-1");
		}
	}

	@Test
	void clientsAndValidatorsOfNodeWorkWithTheServer() throws Exception {
		assertThat(NodeTests.run("tests.log", this.issuer, this.keys)).containsPattern("# pass [1-9][0-9]{2}");
	}

}
