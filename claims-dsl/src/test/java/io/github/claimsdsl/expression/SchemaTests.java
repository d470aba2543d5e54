package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a schema tells of what can be read.
 */
class SchemaTests {

	record User(String email, @Nullable Address address, List<Role> roles, String passwordHash) {
	}

	record Address(String city) {
	}

	record Role(String name) {
	}

	private final Schema schema = Schema.forUser(User.class)
		.withClient(Map.of("plan", Type.TEXT), Map.of())
		.withParameters(Set.of("tenant"));

	@Test
	void inputsThenAreThoseOfTheLanguage() {
		assertThat(this.schema.inputs()).containsOnlyKeys("user", "client", "request", "token", "actor", "now")
			.isUnmodifiable();
		assertThat(Schema.withoutUser().inputs()).doesNotContainKey("user");
	}

	@Test
	void propertiesWhenObjectThenAreThoseThatCanBeRead() {
		Map<String, Type> user = this.schema.properties(of("user"));
		assertThat(user).containsOnlyKeys("email", "address", "roles");
		assertThat(user.get("address").nullable()).isTrue();
		assertThat(this.schema.properties(user.get("address"))).containsOnlyKeys("city");
		assertThat(this.schema.properties(user.get("email"))).isEmpty();
		assertThat(this.schema.properties(user.get("roles"))).isEmpty();
	}

	@Test
	void propertiesWhenMapOfAClientThenAreTheDeclaredEntries() {
		assertThat(this.schema.properties(this.schema.properties(of("client")).get("settings")))
			.isEqualTo(Map.of("plan", Type.TEXT.orNull()));
	}

	@Test
	void propertiesWhenSecretIsAllowedThenHasIt() {
		Schema open = this.schema.withSecretNames(SecretNames.allowing(Set.of("passwordHash")));
		assertThat(open.properties(of("user"))).containsKey("passwordHash");
	}

	private Type of(String input) {
		return this.schema.inputs().get(input);
	}

}
