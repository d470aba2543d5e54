package io.github.claimsdsl.boot.console;

import java.util.List;

/**
 * Answers the script with clients and users that match the text of a field. The request
 * is posted, so that names do not appear in addresses.
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
