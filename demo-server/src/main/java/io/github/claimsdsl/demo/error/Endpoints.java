package io.github.claimsdsl.demo.error;

import java.util.Set;

/**
 * Tells the endpoints that programs call from the pages that people see.
 */
public final class Endpoints {

	private static final Set<String> PAGES = Set.of("/oauth2/authorize", "/oauth2/consent",
			"/oauth2/device_verification");

	private static final Set<String> PROGRAMS = Set.of("/oauth2", "/userinfo", "/.well-known", "/api", "/mcp-a",
			"/mcp-b", "/actuator");

	private Endpoints() {
	}

	/**
	 * Whether programs call a path, and get JSON from it whatever happens.
	 * @param path the path, without the context path
	 * @return whether it answers JSON
	 */
	public static boolean isJson(String path) {
		return !PAGES.contains(path)
				&& PROGRAMS.stream().anyMatch((root) -> path.equals(root) || path.startsWith(root + "/"));
	}

}
