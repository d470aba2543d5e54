package io.github.claimsdsl.servers;

import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.UserIdentity;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.preview.TokenPreview;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sources of users that fail, that are several, and that learn who a token is for.
 */
@ExtendWith(OutputCaptureExtension.class)
class UserSourceTests {

	private static final Map<String, String> READS_THE_USER = Map.of("claims-dsl.policies.p.audience", "any",
			"claims-dsl.policies.p.grant-type", "authorization_code", "claims-dsl.policies.p.claims.email",
			"user.email");

	static List<Throwable> failures() {
		return List.of(new IllegalStateException("alice's secret"), new StackOverflowError("alice's secret"),
				new NoClassDefFoundError("alice's secret"), new AssertionError("alice's secret"),
				new InternalAuthenticationServiceException("alice's secret"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void sourceWhenItFailsThenOAuthErrorAndOneLineThatNamesItsFrame(Throwable failure) {
		try (Server server = Server.start(Failing.class, READS_THE_USER)) {
			Source source = server.bean(Source.class);
			CodeFlow flow = CodeFlow.of(server);
			Answer tokens = flow.tokens("app", "openid read").granted();
			Answer authorized = flow.authorize("app", "openid read");
			source.failure = failure;
			assertThat(Logs.of(Level.WARN, () -> {
				flow.exchange("app", authorized).refused("server_error");
				flow.refresh("app", tokens).refused("server_error");
			})).hasSize(2)
				.allSatisfy((line) -> assertThat(line)
					.contains("with server_error: the user source threw " + failure.getClass().getName(),
							Source.class.getName() + ".loadUser(")
					.doesNotContain("secret"));
		}
	}

	@Test
	void sourceWhenItFailsThenDebugHasTheTraceWithoutMessages() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.claimsdsl.spring.endpoint.RefusalLog");
		try (Server server = Server.start(Failing.class, READS_THE_USER)) {
			logger.setLevel(Level.DEBUG);
			server.bean(Source.class).failure = new IllegalStateException("alice's secret");
			CodeFlow flow = CodeFlow.of(server);
			Answer authorized = flow.authorize("app", "openid read");
			assertThat(Logs.of(Level.DEBUG, () -> flow.exchange("app", authorized).refused("server_error")))
				.contains("The exception and its causes, without messages")
				.noneMatch((line) -> line.contains("secret"));
		}
		finally {
			logger.setLevel(null);
		}
	}

	@ParameterizedTest
	@MethodSource("outages")
	void sourceWhenItsStoreCannotBeReachedThenTemporarilyUnavailable(RuntimeException outage) {
		try (Server server = Server.start(Failing.class, READS_THE_USER)) {
			CodeFlow flow = CodeFlow.of(server);
			Answer authorized = flow.authorize("app", "openid read");
			server.bean(Source.class).failure = outage;
			Answer answer = flow.exchange("app", authorized);
			assertThat(answer.status()).as(answer.body()).isEqualTo(503);
			assertThat(answer.json()).containsEntry("error", "temporarily_unavailable");
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			server.bean(Source.class).failure = null;
			flow.exchange("app", authorized).granted();
		}
	}

	static List<RuntimeException> outages() {
		return List.of(new CannotGetJdbcConnectionException("down"),
				new InternalAuthenticationServiceException("down", new DataAccessResourceFailureException("down")),
				new IllegalStateException(new SQLTransientConnectionException("down")));
	}

	@Test
	void detailsServicesWhenSeveralThenStartStopsAndNamesThem() {
		assertThat(Server.failure(TwoServices.class, Map.of())).rootCause()
			.hasMessageContaining("beans 'partners', 'users': there are 2 UserDetailsService beans")
			.hasMessageContaining("Mark one as @Primary, or declare a UserSource bean")
			.hasMessageContaining("several-user-sources");
	}

	@Test
	void detailsServicesWhenOneIsPrimaryOrThereIsASourceThenStarts() {
		Server.start(PrimaryService.class, Map.of()).close();
		try (Server server = Server.start(TwoServicesAndASource.class, READS_THE_USER)) {
			PreviewRequest request = new PreviewRequest("app", "authorization_code", Issuance.INITIAL, "nobody", null,
					Set.of("read"), TokenType.ACCESS_TOKEN);
			assertThat(server.bean(TokenPreview.class).preview(request).reason())
				.isEqualTo("which of the UserDetailsService beans 'partners', 'users' knows whether a user may log in "
						+ "is not known: mark one as @Primary");
		}
	}

	@Test
	void identityThenTellsWhoTheTokenIsForWithoutPrintingAttributes() {
		try (Server server = Server.start(Recording.class, READS_THE_USER)) {
			AtomicReference<UserIdentity> seen = server.bean(Recorder.class).seen;
			FederatedLogin.login(server, "google", "alice", "email", "a@b.example").tokens("app", "read").granted();
			UserIdentity federated = seen.get();
			assertThat(federated.name()).isEqualTo("alice");
			assertThat(federated.federated()).isTrue();
			assertThat(federated.provider()).isEqualTo("google");
			assertThat(federated.client()).isEqualTo("app");
			assertThat(federated.issuer()).startsWith("http://127.0.0.1:");
			assertThat(federated.attributes()).containsEntry("email", "a@b.example");
			assertThat(federated.toString()).doesNotContain("a@b.example");
			CodeFlow.of(server).tokens("app", "read").granted();
			assertThat(seen.get())
				.isEqualTo(new UserIdentity("alice", false, null, Map.of(), "app", federated.issuer()));
		}
	}

	@Test
	void javaRuleWhenUserIsOfAnotherTypeThenAsIfThereWereNone() {
		Map<String, String> attributes = Map.of("claims-dsl.user.attributes.hd", "text");
		try (Server server = Server.start(Rules.class, attributes)) {
			CodeFlow local = CodeFlow.of(server);
			CodeFlow federated = FederatedLogin.login(server, "google", "alice", "hd", "b.example");
			assertThat(local.tokens("app", "read").granted().claims("access_token"))
				.containsEntry("mail", "alice@source.example")
				.doesNotContainKey("organization");
			assertThat(federated.tokens("app", "read").granted().claims("access_token"))
				.containsEntry("organization", "b.example")
				.doesNotContainKey("mail");
			assertThat(local.tokens("legacy", "read").granted().claims("access_token")).containsEntry("needed",
					"alice@source.example");
			federated.exchange("legacy", federated.authorize("legacy", "read")).refused("invalid_grant");
		}
	}

	/** A team's argument is made from the users that it says it takes. */
	@Test
	void argumentOfATeamWhenUserIsOfAnotherTypeThenAsIfThereWereNone() {
		Map<String, String> attributes = Map.of("claims-dsl.user.attributes.hd", "text");
		try (Server server = Server.start(BadgeRules.class, attributes)) {
			assertThat(CodeFlow.of(server).tokens("app", "read").granted().claims("access_token"))
				.containsEntry("badge", "badge of alice");
			assertThat(FederatedLogin.login(server, "google", "alice", "hd", "b.example")
				.tokens("app", "read")
				.granted()
				.claims("access_token")).doesNotContainKey("badge");
		}
	}

	@Test
	void attributesWhenOneIsOfAnotherKindThanThePropertyThenStartStopsAndNamesBoth() {
		assertThat(Server.failure(Failing.class, Map.of("claims-dsl.user.attributes.email", "number"))).rootCause()
			.hasMessageContaining("attribute 'email' is declared as number, but property 'email' of Employee is a text")
			.hasMessageContaining("user-attributes");
	}

	@Test
	void startWhenFederatedLoginsAreRefusedThenWarns(CapturedOutput output) {
		Server.start(Registered.class, Map.of()).close();
		assertThat(output)
			.containsOnlyOnce("bean 'registrations': users can log in at a provider, but the user source knows "
					+ "local users only. Federated logins are refused at refresh, at token exchange and where a rule reads "
					+ "the user. Override UserSource.loadUser(UserIdentity), or declare claims-dsl.user.attributes.");
	}

	@Test
	void startWhenFederatedLoginsAreKnownThenDoesNotWarn(CapturedOutput output) {
		Server.start(Registered.class, Map.of("claims-dsl.user.attributes.hd", "text")).close();
		Server.start(RegisteredAndLinked.class, Map.of()).close();
		assertThat(output).doesNotContain("Federated logins are refused")
			.contains("users: UserDetailsService, else attributes of federated logins")
			.contains("users: UserSource<Employee>");
	}

	static final class Source implements UserSource<Employee> {

		private volatile @Nullable Throwable failure;

		@Override
		public Employee loadUser(String name) {
			Throwable thrown = this.failure;
			if (thrown == null) {
				return new Employee(name, name + "@source.example", List.of(), true);
			}
			thrown.fillInStackTrace();
			if (thrown instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) thrown;
		}

	}

	static final class Recorder implements UserSource<Employee> {

		private final AtomicReference<UserIdentity> seen = new AtomicReference<>();

		@Override
		public Employee loadUser(String name) {
			throw new IllegalStateException("the identity is known");
		}

		@Override
		public Employee loadUser(UserIdentity identity) {
			this.seen.set(identity);
			return new Employee(identity.name(), "x", List.of(), true);
		}

	}

	@ClaimRule(audience = "any")
	static class TypedRules {

		@Claim("mail")
		String mail(Employee user) {
			return user.email();
		}

		@Claim("organization")
		@Nullable String organization(Map<String, Object> user) {
			Object organization = user.get("hd");
			return (organization != null) ? organization.toString() : null;
		}

		@Claim(value = "needed", required = true)
		@ClaimRule(client = "legacy")
		String needed(Employee user) {
			return user.email();
		}

	}

	record Badge(String text) {
	}

	@ClaimRule(audience = "any")
	static class BadgeRule {

		@Claim("badge")
		String badge(Badge badge) {
			return badge.text();
		}

	}

	static final class BadgeResolver implements ClaimArgumentResolver {

		@Override
		public Optional<Argument> resolve(MethodParameter parameter) {
			return (parameter.getParameterType() == Badge.class) ? Optional.of(new BadgeArgument()) : Optional.empty();
		}

	}

	private static final class BadgeArgument implements ClaimArgumentResolver.Argument {

		@Override
		public Badge get(TokenRequest request) {
			return new Badge("badge of " + ((Employee) request.user()).name());
		}

		@Override
		public boolean needsUser() {
			return true;
		}

		@Override
		public boolean accepts(Object user) {
			return user instanceof Employee;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ FederatedLogin.class, Source.class, BadgeRule.class, BadgeResolver.class })
	static class BadgeRules {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, Source.class })
	static class Failing {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ FederatedLogin.class, Recorder.class })
	static class Recording {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ FederatedLogin.class, Source.class, TypedRules.class })
	static class Rules {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class TwoServices {

		@Bean
		UserDetailsService partners() {
			return new InMemoryUserDetailsManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class PrimaryService {

		@Bean
		@Primary
		UserDetailsService partners() {
			return new InMemoryUserDetailsManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ TwoServices.class, Source.class })
	static class TwoServicesAndASource {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Registered {

		@Bean
		ClientRegistrationRepository registrations() {
			return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("google")
				.clientId("c")
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
				.authorizationUri("https://idp.example.com/authorize")
				.tokenUri("https://idp.example.com/token")
				.build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Registered.class, EmployeeDirectory.class, LinkedEmployees.class })
	static class RegisteredAndLinked {

	}

}
