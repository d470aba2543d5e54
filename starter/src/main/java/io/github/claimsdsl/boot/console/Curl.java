package io.github.claimsdsl.boot.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Builds a shell command that posts a form with curl. Each argument is quoted for a POSIX
 * shell, so that a value cannot run a command. Not thread-safe.
 */
final class Curl {

	private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

	private final List<String> words = new ArrayList<>();

	Curl(String address) {
		this.words.add("curl " + quote(address));
	}

	static String quote(String text) {
		return "'" + text.replace("'", "'\\''") + "'";
	}

	Curl data(String name, String value) {
		this.words.add("--data-urlencode " + quote(name + "=" + value));
		return this;
	}

	Curl data(Map<String, String> fields) {
		fields.forEach(this::data);
		return this;
	}

	/** Adds a field whose value is a shell variable. */
	Curl variable(String name, String variable) {
		this.words.add("--data-urlencode \"" + name + "=$" + variable + "\"");
		return this;
	}

	/**
	 * Adds the authentication of a client (RFC 6749 section 2.3.1, RFC 7523 section 2.2,
	 * RFC 8705).
	 */
	Curl as(RegisteredClient client) {
		Set<ClientAuthenticationMethod> methods = client.getClientAuthenticationMethods();
		if (methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)) {
			this.words.add("-u " + quote(URLEncoder.encode(client.getClientId(), StandardCharsets.UTF_8) + ":")
					+ "\"$CLIENT_SECRET\"");
			return this;
		}
		data("client_id", client.getClientId());
		if (methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
			return variable("client_secret", "CLIENT_SECRET");
		}
		if (methods.contains(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
				|| methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_JWT)) {
			return data("client_assertion_type", ASSERTION).variable("client_assertion", "CLIENT_ASSERTION");
		}
		if (!methods.contains(ClientAuthenticationMethod.NONE)) {
			this.words.add("--cert \"$CLIENT_CERTIFICATE\"");
		}
		return this;
	}

	String line() {
		return String.join(" \\\n  ", this.words);
	}

}
