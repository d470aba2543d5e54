package io.github.claimsdsl.demo.error;

import java.util.Set;

/**
 * Distinguishes endpoints that programs call from pages that people see.
 */
public final class Endpoints {

	private static final Set<String> PAGES = Set.of("/oauth2/authorize", "/oauth2/consent",
			"/oauth2/device_verification");

	private static final Set<String> PROGRAMS = Set.of("/oauth2", "/userinfo", "/.well-known", "/api", "/mcp-a",
			"/mcp-b", "/actuator");

	private Endpoints() {
	}

	/**
	 * Returns whether programs call a path. Such a path answers every error with JSON.
	 * @param path the path, without the context path
	 * @return whether errors are JSON
	 */
	public static boolean isJson(String path) {
		return !PAGES.contains(path)
				&& PROGRAMS.stream().anyMatch((root) -> path.equals(root) || path.startsWith(root + "/"));
	}

}
