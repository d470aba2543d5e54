package io.github.claimsdsl.boot.console;

import java.util.List;

/**
 * Tells the script which clients and users a field could mean. Posted, so that no name
 * stands in an address.
 */
final class Suggestions {

	private final Choices choices;

	Suggestions(Choices choices) {
		this.choices = choices;
	}

	String show(ConsoleRequest request) {
		String search = request.text("search");
		List<String> found = switch (request.text("kind")) {
			case "clients" -> this.choices.clients(search);
			case "users" -> this.choices.users(search);
			default -> throw new BadRequestException("kind");
		};
		return TokenSection.json(found.stream().limit(Choices.MOST).toList());
	}

}
