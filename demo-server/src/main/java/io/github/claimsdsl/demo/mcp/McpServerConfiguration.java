package io.github.claimsdsl.demo.mcp;

import java.util.List;
import java.util.Map;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Configures the MCP servers, with the streamable HTTP transport. They keep no sessions,
 * so any node can answer a call.
 */
@Configuration(proxyBeanMethods = false)
@Profile("mcp")
class McpServerConfiguration {

	private static final String VERSION = "1.0.0";

	@Bean
	ServletRegistrationBean<HttpServletStatelessServerTransport> notes(AuthorizationServerSettings settings) {
		return server(McpResource.NOTES, settings, new McpTool("list_notes", "Lists notes", "read", "A note of %s"),
				new McpTool("add_note", "Adds a note", "write", "A note of %s was added"));
	}

	@Bean
	ServletRegistrationBean<HttpServletStatelessServerTransport> calendar(AuthorizationServerSettings settings) {
		return server(McpResource.CALENDAR, settings,
				new McpTool("list_events", "Lists events", "read", "An event of %s"));
	}

	private static ServletRegistrationBean<HttpServletStatelessServerTransport> server(McpResource resource,
			AuthorizationServerSettings settings, McpTool... tools) {
		HttpServletStatelessServerTransport transport = HttpServletStatelessServerTransport.builder()
			.messageEndpoint(resource.path())
			.contextExtractor(McpServerConfiguration::context)
			.httpHeaderValidator(
					DefaultServerTransportSecurityValidator.builder().allowedOrigin(settings.getIssuer()).build())
			.build();
		McpStatelessSyncServer server = McpServer.sync(transport)
			.serverInfo(resource.title(), VERSION)
			.capabilities(ServerCapabilities.builder().tools(false).build())
			.immediateExecution(true)
			.build();
		List.of(tools).forEach((tool) -> server.addTool(tool.specification()));
		ServletRegistrationBean<HttpServletStatelessServerTransport> registration = new ServletRegistrationBean<>(
				transport, resource.path());
		registration.setName(resource.path());
		return registration;
	}

	private static McpTransportContext context(HttpServletRequest request) {
		return (request.getUserPrincipal() instanceof JwtAuthenticationToken user)
				? McpTransportContext.create(Map.of(McpTool.TOKEN, user.getToken())) : McpTransportContext.EMPTY;
	}

}
