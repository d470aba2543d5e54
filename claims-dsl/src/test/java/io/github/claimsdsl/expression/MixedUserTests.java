package io.github.claimsdsl.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;

/**
 * Users of the application, and those of whom only attributes are known.
 */
class MixedUserTests {

	private static final Origin ORIGIN = Origin.of("claim");

	private static final Person OWN = new Person("own@a.example", 3, List.of("staff"), "hash", null);

	private static final UserAttributes OTHER = UserAttributes
		.of(new HashMap<>(Map.of("email", "other@b.example", "groups", List.of("friends"), "hd", "b.example")));

	private final ExpressionLanguage language = ExpressionLanguage
		.of(Schema.forUser(Person.class, Map.of("email", Type.TEXT, "groups", Type.setOf(Type.TEXT), "hd", Type.TEXT)));

	record Person(String email, int level, List<String> groups, String passwordHash, @Nullable Person boss) {
	}

	private @Nullable Object evaluate(String source, Object user) {
		ExpressionLanguage.Compilation compilation = this.language.compile(source, ORIGIN);
		assertThat(compilation.issues()).as(source).isEmpty();
		return Objects.requireNonNull(compilation.expression())
			.evaluate(TokenRequest.of(Client.of("app"), "password").user(user).build());
	}

	private List<String> issues(String source) {
		return this.language.compile(source, ORIGIN).issues().stream().map(Issue::code).toList();
	}

	@Test
	void propertyWhenBothHaveItThenThatOfTheUser() {
		assertThat(evaluate("user.email", OWN)).isEqualTo("own@a.example");
		assertThat(evaluate("user.email", OTHER)).isEqualTo("other@b.example");
		assertThat(evaluate("sorted(user.groups)", OWN)).isEqualTo(List.of("staff"));
		assertThat(evaluate("sorted(user.groups)", OTHER)).isEqualTo(List.of("friends"));
	}

	@Test
	void propertyWhenOnlyOneHasItThenNullForTheOther() {
		assertThat(evaluate("user.level", OWN)).isEqualTo(3);
		assertThat(evaluate("user.level", OTHER)).isNull();
		assertThat(evaluate("user.hd", OWN)).isNull();
		assertThat(evaluate("user.hd", OTHER)).isEqualTo("b.example");
	}

	@Test
	void propertyWhenItIsReadThenMayBeNull() {
		assertThat(evaluate("user.level + 1", OTHER)).isNull();
		assertThat(issues("user.groups[0]")).isNotEmpty();
	}

	@Test
	void propertyWhenNeitherHasItOrItIsASecretThenIssue() {
		assertThat(issues("user.tier")).containsExactly("unknown-property");
		assertThat(issues("user.passwordHash")).hasSize(1);
		assertThat(issues("user.?boss.hd")).containsExactly("unknown-property");
	}

	@Test
	void attributesWhenOfOtherKindsThanThePropertiesThenNamesAllOfThem() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Schema.forUser(Person.class,
					Map.of("email", Type.NUMBER, "groups", Type.setOf(Type.NUMBER), "level", Type.NUMBER)))
			.withMessageContaining("attribute 'email' is declared as number, but property 'email' of Person is a text")
			.withMessageContaining(
					"attribute 'groups' is declared as set of number, but property 'groups' of Person is "
							+ "a list of text")
			.withMessageNotContaining("level");
	}

	@Test
	void attributesWhenPrintedThenNamesOnly() {
		assertThat(OTHER.toString()).contains("email", "hd").doesNotContain("example");
	}

}
