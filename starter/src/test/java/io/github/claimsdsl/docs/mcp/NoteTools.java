package io.github.claimsdsl.docs.mcp;

import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

@Component
class NoteTools {

	@McpTool(name = "list_notes", description = "Lists notes")
	@PreAuthorize("hasAuthority('TOOL_read')")
	public String listNotes() {
		return "a note";
	}

	@McpTool(name = "add_note", description = "Adds a note")
	@PreAuthorize("hasAuthority('TOOL_write')")
	public String addNote() {
		return "a note was added";
	}

}
