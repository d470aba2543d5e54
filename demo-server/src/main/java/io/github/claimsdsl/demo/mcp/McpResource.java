package io.github.claimsdsl.demo.mcp;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * An MCP server as a protected resource (RFC 9728).
 *
 * @param path the path on this server
 * @param title the name for people
 */
record McpResource(String path, String title) {

	static final McpResource NOTES = new McpResource("/mcp-a", "Notes");

	static final McpResource CALENDAR = new McpResource("/mcp-b", "Calendar");

	/** The scope that every MCP server asks for. */
	static final String SCOPE = "mcp:tools";

	private static final String METADATA = "/.well-known/oauth-protected-resource";

	/**
	 * Returns the resource identifier, which is the audience of its access tokens.
	 */
	String id(String issuer) {
		return issuer + this.path;
	}

	String metadataPath() {
		return METADATA + this.path;
	}

	/** Returns the address of the resource's metadata (RFC 9728, section 3.1). */
	String metadataAddress(String issuer) {
		return UriComponentsBuilder.fromUriString(id(issuer)).replacePath(metadataPath()).toUriString();
	}

}
