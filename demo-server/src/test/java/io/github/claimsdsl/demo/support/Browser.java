package io.github.claimsdsl.demo.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person with a browser does.
 */
public final class Browser {

	/** A PKCE code verifier. */
	public static final String VERIFIER = "0123456789012345678901234567890123456789abc";

	private static final String[] HTML = { "Accept", "text/html,application/xhtml+xml,*/*;q=0.8" };

	private final Http http;

	public Browser(int port) {
		this.http = new Http(port);
	}

	public Answer open(String path) {
		return this.http.get(path, HTML);
	}

	public Answer follow(Answer redirect) {
		return this.http.get(redirect.location().toString(), HTML);
	}

	public Answer submit(String path, String... fields) {
		return this.http.post(path, Http.form(fields), HTML);
	}

	public Answer signIn(String username, String password) {
		return submit("/login", "username", username, "password", password, "_csrf", open("/login").field("_csrf"));
	}

	/** Opens the authorization endpoint and signs in when asked to. */
	public Answer authorize(String username, String password, Map<String, String> parameters) {
		Answer answer = open("/oauth2/authorize?" + Http.encode(parameters));
		if (answer.status() == 302 && answer.location().getPath().equals("/login")) {
			answer = follow(signIn(username, password));
		}
		return answer;
	}

	/** The parameters of an authorization request with PKCE, and those given. */
	public static Map<String, String> request(String client, String redirectUri, String scope, String... more) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("response_type", "code");
		parameters.put("client_id", client);
		parameters.put("redirect_uri", redirectUri);
		parameters.put("scope", scope);
		parameters.put("state", "xyz");
		parameters.put("code_challenge", challenge());
		parameters.put("code_challenge_method", "S256");
		parameters.putAll(Http.form(more));
		return parameters;
	}

	/** A parameter of the address that the server redirected to. */
	public static String parameter(Answer redirect, String name) {
		return parameter(redirect.location(), name);
	}

	/** A parameter of an address. */
	public static String parameter(URI address, String name) {
		Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(address.getQuery());
		if (matcher.find()) {
			return matcher.group(1);
		}
		throw new AssertionError("No " + name + " in " + address);
	}

	private static String challenge() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (java.security.NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
