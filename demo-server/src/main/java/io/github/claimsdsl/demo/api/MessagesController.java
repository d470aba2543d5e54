package io.github.claimsdsl.demo.api;

import java.security.Principal;
import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The messages of whoever holds the access token.
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
	 * @param subject whose messages they are
	 * @param messages the messages
	 */
	record Messages(String subject, List<String> messages) {
	}

}
