package io.github.claimsdsl.docs.mcp;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The MCP server of the page, with a controller in the place of Spring AI's.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ McpServerConfiguration.class, NoteTools.class, McpApplication.Endpoint.class })
class McpApplication {

	/**
	 * Calls a tool by its name.
	 */
	@RestController
	static class Endpoint {

		private final NoteTools tools;

		Endpoint(NoteTools tools) {
			this.tools = tools;
		}

		@PostMapping("/mcp/{tool}")
		String call(@PathVariable String tool) {
			return tool.equals("add") ? this.tools.addNote() : this.tools.listNotes();
		}

		@PostMapping("/mcp")
		String ping() {
			return "pong";
		}

	}

}
