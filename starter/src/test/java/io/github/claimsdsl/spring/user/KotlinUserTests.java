package io.github.claimsdsl.spring.user;

import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.test.ClaimPolicyTester;

/**
 * Expressions over a user that is a Kotlin data class with value classes.
 */
class KotlinUserTests {

	private static final Origin ORIGIN = Origin.of("test");

	private static URLClassLoader classes;

	private static ExpressionLanguage language;

	private static Object alice;

	@BeforeAll
	static void compile(@TempDir Path directory) throws Exception {
		ExitCode code = new K2JVMCompiler().exec(new PrintStream(System.out), "-no-stdlib", "-no-reflect",
				"-jvm-target", "17", "-classpath", System.getProperty("java.class.path"), "-d", directory.toString(),
				"src/test/resources/kotlin/Customer.kt");
		assertThat(code).isEqualTo(ExitCode.OK);
		classes = new URLClassLoader(new URL[] { directory.toUri().toURL() }, KotlinUserTests.class.getClassLoader());
		language = ExpressionLanguage
			.of(Schema.forUser(classes.loadClass("com.example.Customer")).withNonNull(KotlinNullness::isNonNull));
		alice = classes.loadClass("com.example.Customers").getMethod("alice").invoke(null);
	}

	@AfterAll
	static void close() throws Exception {
		classes.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			user.name                                | alice
			user.email                               | alice@example.com
			user.email.endsWith('@example.com')      | true
			user.level + 1                           | 4
			user.nickname + '!'                      | al!
			user.vip ? 'vip' : 'none'                | vip
			user.tier == 'GOLD'                      | true
			user.roles contains 'admin'              | true
			user.highest.value                       | 9
			years(user.born, date('2020-06-01'))     | 30
			user.backup == null && user.phone == null | true
			""")
	void expressionWhenOverADataClassThenReadsIt(String text, String expected) {
		assertThat(evaluate(text)).hasToString(expected);
	}

	/** A denial may take what Kotlin says is not null as it is. */
	@ParameterizedTest
	@ValueSource(strings = { "user.name.startsWith('a')", "user.email.endsWith('.org')", "user.level > 3",
			"user.roles contains 'x'", "!user.vip" })
	void denialWhenKotlinTypeIsNonNullThenCompiles(String text) {
		assertThat(language.compileDenial(text, ORIGIN, List.of()).issues()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "user.phone.startsWith('1')", "user.backup.endsWith('.org')", "user.highest.value > 3" })
	void denialWhenKotlinTypeIsNullableThenMustSayWhatNullMeans(String text) {
		assertThat(language.compileDenial(text, ORIGIN, List.of()).issues()).isNotEmpty()
			.extracting(Issue::help)
			.allSatisfy((help) -> assertThat(help).contains("null"));
	}

	@Test
	void policyWhenUserIsOfKotlinThenKnowsWhatIsNonNull() throws Exception {
		ClaimPolicyTester tester = ClaimPolicyTester.forUser(classes.loadClass("com.example.Customer"))
			.property("claims-dsl.policies.customers.audience", "any")
			.property("claims-dsl.policies.customers.claims.email", "user.email")
			.property("claims-dsl.policies.customers.deny.staff.when", "user.email.endsWith('@example.org')")
			.build();
		tester.assertThat(TokenRequest.of(Client.of("app"), "password").userSupplier(() -> alice).build())
			.hasClaim("email", "alice@example.com");
	}

	@Test
	void propertyWhenmisspelledThenNamesAreThoseOfKotlin() {
		assertThat(language.compile("user.emial", ORIGIN).issues()).singleElement()
			.satisfies((issue) -> assertThat(issue.help()).contains("email"));
	}

	private static @Nullable Object evaluate(String text) {
		ExpressionLanguage.Compilation compilation = language.compile(text, ORIGIN);
		assertThat(compilation.issues()).as(text).isEmpty();
		assertThat(compilation.expression()).isNotNull();
		return compilation.expression()
			.evaluate(TokenRequest.of(Client.of("app"), "password").userSupplier(() -> alice).build());
	}

}
