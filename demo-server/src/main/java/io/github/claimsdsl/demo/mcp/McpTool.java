package io.github.claimsdsl.demo.mcp;

import java.util.List;
import java.util.Map;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * A tool that only a user with the right to it may call.
 *
 * @param name the name
 * @param description what the tool does
 * @param right the right that the access token must carry
 * @param answer the answer, with {@code %s} for the name of the user
 */
record McpTool(String name, String description, String right, String answer) {

	/** The claim with the user's rights to tools, which a policy writes. */
	static final String RIGHTS = "https://mydomain.com/claims/tools";

	/** The key of the access token in the context of a call. */
	static final String TOKEN = "token";

	private static final Map<String, Object> NO_ARGUMENTS = Map.of("type", "object", "properties", Map.of());

	SyncToolSpecification specification() {
		Tool tool = Tool.builder(this.name, NO_ARGUMENTS).description(this.description).build();
		return new SyncToolSpecification(tool, (context, call) -> call(token(context)));
	}

	private CallToolResult call(Jwt token) {
		List<String> rights = token.getClaimAsStringList(RIGHTS);
		if (rights == null || !rights.contains(this.right)) {
			return CallToolResult.builder()
				.isError(true)
				.addTextContent("This tool requires the right to " + this.right)
				.build();
		}
		return CallToolResult.builder().addTextContent(this.answer.formatted(token.getSubject())).build();
	}

	private static Jwt token(McpTransportContext context) {
		return (Jwt) context.get(TOKEN);
	}

}
