package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.claimsdsl.Issue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What authors write who know Spring Security, over users of several shapes.
 */
class FrameworkWordTests {

	/** A user as Spring Security knows it. */
	record Account(String name, List<String> authorities, List<String> roles) {
	}

	/** A user whose roles are objects. */
	record Entity(String login, Set<Role> roles) {
	}

	/** A role with a name. */
	record Role(long id, String name) {
	}

	/** A user who has one role. */
	record Single(String username, Kind role) {
	}

	enum Kind {

		ADMIN, GUEST

	}

	private static void assertRewritten(Schema schema, String source, String expected) {
		ExpressionLanguage language = ExpressionLanguage.of(schema);
		List<Issue> issues = language.compileCondition(source, TestData.ORIGIN).issues();
		assertThat(issues).isNotEmpty().allSatisfy((issue) -> assertThat(issue.help()).endsWith("Write: " + expected));
		assertThat(language.compileCondition(expected, TestData.ORIGIN).issues()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			hasRole('ADMIN');user.roles contains 'ADMIN'
			hasRole('ROLE_ADMIN');user.authorities contains 'ROLE_ADMIN'
			hasAuthority('ROLE_ADMIN');user.authorities contains 'ROLE_ADMIN'
			hasAuthority('SCOPE_a');request.scopes contains 'a'
			hasAnyAuthority('SCOPE_a', 'SCOPE_b');containsAny(request.scopes, ['a', 'b'])
			hasAnyRole('A', 'B');containsAny(user.roles, ['A', 'B'])
			hasAllRoles('A', 'B');containsAll(user.roles, ['A', 'B'])
			!hasRole('ADMIN') and authentication.name != 'x';!(user.roles contains 'ADMIN') && user.name != 'x'
			isAuthenticated() and principal.username == 'x';user.name == 'x'
			authentication.authorities.contains('x');user.authorities.contains('x')
			principal.getName() == 'x';user.name == 'x'
			jwt.claims.sub == 'x';user.name == 'x'
			context.principal.name == 'x';user.name == 'x'
			""")
	void compileWhenAccountThenIsRewritten(String source, String expected) {
		assertRewritten(Schema.forUser(Account.class), source, expected);
	}

	@ParameterizedTest
	@CsvSource({ "hasRole('ADMIN'), true", "hasRole('ROLE_ADMIN'), false", "hasAuthority('ADMIN'), false" })
	void compileWhenSpringSecurityWouldAddAPrefixThenSaysSo(String source, boolean said) {
		List<Issue> issues = ExpressionLanguage.of(Schema.forUser(Account.class))
			.compileCondition(source, TestData.ORIGIN)
			.issues();
		assertThat(issues).singleElement()
			.satisfies((issue) -> assertThat(issue.message().contains("Add it here")).isEqualTo(said));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			hasRole('ADMIN');($.name in user.roles) contains 'ADMIN'
			hasAnyRole('A', 'B');containsAny(($.name in user.roles), ['A', 'B'])
			authentication.name == 'x';user.login == 'x'
			""")
	void compileWhenRolesAreObjectsThenIsRewritten(String source, String expected) {
		assertRewritten(Schema.forUser(Entity.class), source, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			hasRole('ADMIN');user.role == 'ADMIN'
			hasRole('Admin');user.role == 'ADMIN'
			hasAnyRole('ADMIN', 'GUEST');['ADMIN', 'GUEST'] contains user.role
			""")
	void compileWhenUserHasOneRoleThenIsRewritten(String source, String expected) {
		assertRewritten(Schema.forUser(Single.class), source, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			hasRole('ADMIN');user.groups contains 'ADMIN'
			jwt.claims['department'] == 'x';user.department == 'x'
			""")
	void compileWhenUserHasAttributesThenIsRewritten(String source, String expected) {
		Schema schema = Schema.forAttributes(Map.of("department", Type.TEXT, "groups", Type.listOf(Type.TEXT)));
		assertRewritten(schema, source, expected);
	}

}
