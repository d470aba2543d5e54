package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;

class ExpressionLanguageTests {

	private static final Origin ORIGIN = new Origin("claims-dsl.policies.p.claims.c",
			new Origin.Location("application.yml", 3, 5));

	private final ExpressionLanguage language = ExpressionLanguage.of(Schema.forUser(Person.class));

	record Person(String email, @Nullable String tier, int level, boolean verified, List<String> roles,
			@Nullable Address address, Map<String, String> attributes, String passwordHash) {
	}

	record Address(String city, @Nullable String zip) {
	}

	private static final Person ALICE = new Person("alice@mydomain.com", null, 7, true, List.of("user", "admin"),
			new Address("Bern", null), Map.of("team", "blue"), "x");

	private static TokenRequest request(Person user) {
		return TokenRequest.of(Client.of("app"), "password").user(user).audience("https://api.example.com").build();
	}

	private @Nullable Object evaluate(String source) {
		ExpressionLanguage.Compilation compilation = this.language.compile(source, ORIGIN);
		assertThat(compilation.issues()).as(source).isEmpty();
		return Objects.requireNonNull(compilation.expression()).evaluate(request(ALICE));
	}

	@ParameterizedTest
	@CsvSource(delimiterString = " | ", nullValues = "NULL", quoteCharacter = '`', textBlock = """
			user.email                                              | alice@mydomain.com
			'it''s'                                                 | NULL
			'it\\'s'                                                | it's
			user.tier                                               | NULL
			(user.level + 1)                                        | 8
			user.level >= 5                                         | true
			user.level == 7 && user.verified                        | true
			user.roles contains 'admin'                             | true
			user.roles contains 'root' || user.tier == 'gold'       | false
			!(user.verified)                                        | false
			(user.verified) ? 'yes' : 'no'                          | yes
			user.?address.city                                      | Bern
			user.address != null && user.address.city == 'Bern'     | true
			user.?address.zip                                       | NULL
			user.attributes['team']                                 | blue
			user.attributes['nope']                                 | NULL
			user.roles[0]                                           | user
			coalesce(user.tier, 'none')                             | none
			lower('ABC')                                            | abc
			[user.email, 'x']                                       | [alice@mydomain.com, x]
			['k' : user.level]                                      | {k=7}
			request.audience                                        | https://api.example.com
			client.id                                               | app
			token.type                                              | access_token
			actor == null                                           | true
			user.email + ' ' + user.tier                            | NULL
			user.level + 1 * 2                                      | 9
			!user.verified                                          | false
			user.address.city                                       | Bern
			user.address.zip.length()                               | NULL
			user.tier != null && user.roles contains user.tier      | false
			-5                                                      | -5
			""")
	void compileWhenValidThenEvaluates(String source, @Nullable String expected) {
		if (source.equals("'it''s'")) {
			assertThat(this.language.compile(source, ORIGIN).issues()).isNotEmpty();
			return;
		}
		assertThat(Objects.toString(evaluate(source), null)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			user.emial                       | unknown-property
			user.passwordHash                | secret-property
			user.attributes['api_key']       | secret-property
			user.attributes['refreshToken']  | secret-property
			['api-key' : user.email]         | secret-property
			usr.email                        | unknown-name
			gold                             | unknown-name
			lowr(user.email)                 | unknown-function
			lower(user.level)                | wrong-type
			lower(user.email, 'x')           | wrong-arity
			user.email == 5                  | impossible-comparison
			user.email > 5                   | impossible-comparison
			'admin' in user.roles            | not-in-language
			user.roles.sise()                | unknown-method
			user.getEmail()                  | unknown-method
			user.email.getClass()            | unknown-method
			user.class                       | unknown-property
			a + b                            | unknown-name
			user.roles + user.email          | wrong-type
			!user.tier                       | not-boolean
			user.address                     | object-value
			[user]                           | object-value
			['a' : [user.address]]           | object-value
			(user.verified) ? user : 'x'     | object-value
			(user.verified) ? 'x' : [user]   | object-value
			1 < user.level < 3               | chained-comparison
			'x                               | syntax
			(user.email                      | syntax
			user.email user.email            | syntax
			""")
	void compileWhenInvalidThenIssue(String source, String code) {
		List<Issue> issues = this.language.compile(source, ORIGIN).issues();
		assertThat(issues).extracting(Issue::code).as(issues.toString()).contains(code);
	}

	@Test
	void compileConditionWhenNotBooleanThenIssue() {
		assertThat(this.language.compileCondition("user.email", ORIGIN).issues()).extracting(Issue::code)
			.containsExactly("not-boolean");
		assertThat(this.language.compileCondition("true", ORIGIN).issues()).extracting(Issue::code)
			.containsExactly("constant-condition");
	}

	@Test
	void issueWhenShownThenHasOriginHelpAndCaret() {
		Issue issue = this.language.compile("user.emial", ORIGIN).issues().get(0);
		assertThat(issue).hasToString("""
				claims-dsl.policies.p.claims.c [application.yml:3:5]: unknown property 'emial' of user. \
				Did you mean 'email'? (unknown-property)
				  user.emial
				       ^""");
	}

	@Test
	void issueWhenHostHasHelpThenItFollowsThatOfTheIssue() {
		ExpressionLanguage hosted = this.language
			.withHelp(Map.of("unknown-property", "See User.", "syntax", "See the grammar."));
		assertThat(hosted.compile("user.emial", ORIGIN).issues()).extracting(Issue::help)
			.containsExactly("Did you mean 'email'? See User.");
		assertThat(hosted.compileCondition("user.", ORIGIN).issues()).singleElement()
			.asString()
			.contains(" See the grammar. (syntax)");
		assertThat(hosted.compile("usr.email", ORIGIN).issues()).extracting(Issue::help)
			.containsExactly("Did you mean 'user'?");
	}

	@Test
	void evaluateWhenIndexIsTooLargeThenFailsWithoutValue() {
		ClaimExpression expression = Objects
			.requireNonNull(this.language.compile("user.roles[9]", ORIGIN).expression());
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> expression.evaluate(request(ALICE)))
			.withMessage("the list has no element 9")
			.withNoCause();
	}

}
