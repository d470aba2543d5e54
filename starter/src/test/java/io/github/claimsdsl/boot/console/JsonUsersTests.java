package io.github.claimsdsl.boot.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.expression.UserAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Users of JSON where a server knows users by the attributes of a login only, or not.
 */
class JsonUsersTests {

	private final JsonUsers attributes = new JsonUsers(List.of(UserAttributes.class),
			ExpressionLanguage.of(Schema.forAttributes(Map.of("email", Type.TEXT, "level", Type.NUMBER.orNull(),
					"since", Type.TIME.orNull(), "groups", Type.listOf(Type.TEXT).orNull()))));

	interface Person {

		String getName();

	}

	@Test
	void attributesWhenOfTheirTypesThenAreTheUser() throws JsonUserException {
		Object user = this.attributes.read("""
				{"email": "a@example.com", "since": "2026-01-31T12:00:00Z", "groups": ["a"]}""");
		assertThat(user).isInstanceOf(UserAttributes.class);
		assertThat((Map<?, ?>) user).hasSize(4);
		assertThat(user).extracting("email", "level", "since", "groups")
			.containsExactly("a@example.com", null, Instant.parse("2026-01-31T12:00:00Z"), List.of("a"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"emial\": \"x\"} | Unknown property 'emial' of user. Did you mean 'email'?",
					"{\"level\": \"x\"} | user.level is declared as number, may be null.",
					"{\"groups\": [1]} | user.groups is declared as list of texts, may be null.",
					"{\"email\": null} | user.email cannot be null.", "{\"email\": | This JSON cannot be read" })
	void attributesWhenWrongThenSaysWhy(String json, String sentence) {
		assertThatExceptionOfType(JsonUserException.class).isThrownBy(() -> this.attributes.read(json))
			.withMessageStartingWith(sentence);
	}

	@Test
	void templateWhenAttributesThenMakesThem() throws JsonUserException {
		assertThat((Map<?, ?>) this.attributes.read(this.attributes.template())).hasSize(4);
	}

	@Test
	void userWhenAnInterfaceThenSaysThatItCannotBeMade() {
		JsonUsers people = new JsonUsers(List.of(Person.class), ExpressionLanguage.of(Schema.forUser(Person.class)));
		assertThatExceptionOfType(JsonUserException.class).isThrownBy(() -> people.read("{\"name\": \"x\"}"))
			.withMessageStartingWith("user cannot be read from JSON: Jackson cannot create a Person.");
	}

	@Test
	void usersWhenThereAreNoneThenAreNotKnown() {
		assertThat(new JsonUsers(List.of(), ExpressionLanguage.of(Schema.withoutUser())).areKnown()).isFalse();
		assertThat(this.attributes.areKnown()).isTrue();
	}

}
