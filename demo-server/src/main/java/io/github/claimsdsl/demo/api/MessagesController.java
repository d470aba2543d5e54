package io.github.claimsdsl.demo.api;

import java.security.Principal;
import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Returns the messages of the user or client whose access token is sent.
 */
@RestController
class MessagesController {

	@GetMapping("/api/messages")
	Messages messages(Principal principal) {
		return new Messages(principal.getName(), List.of("Hello " + principal.getName()));
	}

	/**
	 * The answer.
	 *
	 * @param subject the user or client who owns the messages
	 * @param messages the messages
	 */
	record Messages(String subject, List<String> messages) {
	}

}
