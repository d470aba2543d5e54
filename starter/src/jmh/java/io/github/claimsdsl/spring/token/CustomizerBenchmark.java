package io.github.claimsdsl.spring.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.rule.ExtensionBeans;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.rule.PolicyOptions;
import io.github.claimsdsl.spring.user.LoginAttributes;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * Spring Authorization Server's generator of JWTs with an encoder that does not sign, and
 * ten claims of the user written by nobody, by hand, by a bean and by expressions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class CustomizerBenchmark {

	private static final String ISSUER = "https://issuer.example.com";

	/** Who writes the claims. */
	@Param({ "nobody", "hand", "bean", "expressions" })
	String writer;

	private JwtGenerator generator;

	private OAuth2TokenContext context;

	/**
	 * A user.
	 */
	public record User(String email, String tier, boolean verified, int level, List<String> roles) {

		static final User ALICE = new User("alice@mydomain.com", "gold", true, 7, List.of("user", "admin"));

	}

	@ClaimRule(audience = "any", namespace = "https://mydomain.com/claims/")
	static class TenClaims {

		@Claim("c0")
		String c0(User user) {
			return user.email();
		}

		@Claim("c1")
		String c1(User user) {
			return user.tier();
		}

		@Claim("c2")
		boolean c2(User user) {
			return user.verified();
		}

		@Claim("c3")
		int c3(User user) {
			return user.level();
		}

		@Claim("c4")
		String c4(User user) {
			return user.roles().contains("admin") ? "admin" : "user";
		}

		@Claim("c5")
		String c5(User user) {
			return user.email();
		}

		@Claim("c6")
		String c6(User user) {
			return user.tier();
		}

		@Claim("c7")
		boolean c7(User user) {
			return user.verified();
		}

		@Claim("c8")
		int c8(User user) {
			return user.level();
		}

		@Claim("c9")
		String c9(User user) {
			return user.roles().contains("admin") ? "admin" : "user";
		}

	}

	static final class Users implements UserSource<User> {

		@Override
		public User loadUser(String name) {
			return User.ALICE;
		}

	}

	static final class NoEncoder implements JwtEncoder {

		@Override
		public Jwt encode(JwtEncoderParameters parameters) {
			return new Jwt("none", parameters.getClaims().getIssuedAt(), parameters.getClaims().getExpiresAt(),
					Map.of("alg", "none"), parameters.getClaims().getClaims());
		}

	}

	record ServerContext() implements AuthorizationServerContext {

		private static final AuthorizationServerSettings SETTINGS = AuthorizationServerSettings.builder()
			.issuer(ISSUER)
			.build();

		@Override
		public String getIssuer() {
			return ISSUER;
		}

		@Override
		public AuthorizationServerSettings getAuthorizationServerSettings() {
			return SETTINGS;
		}

	}

	@Setup
	public void prepare() {
		this.generator = new JwtGenerator(new NoEncoder());
		OAuth2TokenCustomizer<JwtEncodingContext> customizer = customizer();
		if (customizer != null) {
			this.generator.setJwtCustomizer(customizer);
		}
		this.context = context();
	}

	private @Nullable OAuth2TokenCustomizer<JwtEncodingContext> customizer() {
		return switch (this.writer) {
			case "nobody" -> null;
			case "hand" -> CustomizerBenchmark::byHand;
			case "bean" -> library(true);
			default -> library(false);
		};
	}

	private static OAuth2TokenCustomizer<JwtEncodingContext> library(boolean bean) {
		AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
		beans.registerBean(Users.class);
		if (bean) {
			beans.registerBean(TenClaims.class);
		}
		beans.refresh();
		UserSources users = new UserSources(beans.getDefaultListableBeanFactory(), LoginAttributes.none());
		PolicyCollector policies = new PolicyCollector(beans.getDefaultListableBeanFactory(), users)
			.addAnnotated(new ExtensionBeans(beans.getDefaultListableBeanFactory()));
		if (!bean) {
			policies.add(List.of(expressions()), new Issues());
		}
		ClaimPolicySet compiled = policies.compile(PolicyOptions.DEFAULT);
		DecisionListeners listeners = new DecisionListeners(List.of(new DecisionLog(compiled)), null,
				ObservationRegistry.NOOP);
		return new TokenCustomizers(compiled, new AudienceTokens(Audiences.none(), 4),
				NamedParameters.NONE, users,
				new TokenSizeLimit(4096, 8192), listeners, listeners.refusals(true))
			.jwt(List.of());
	}

	private static ClaimPolicy expressions() {
		List<String> values = List.of("user.email", "user.tier", "user.verified", "user.level",
				"(user.roles contains 'admin') ? 'admin' : 'user'");
		ClaimPolicy.Builder policy = ClaimPolicy.named("ten")
			.audience("any")
			.namespace("https://mydomain.com/claims/");
		IntStream.range(0, 10).forEach((i) -> policy.claim("c" + i, values.get(i % 5)));
		return policy.build();
	}

	private static void byHand(JwtEncodingContext context) {
		if (!"access_token".equals(context.getTokenType().getValue())) {
			return;
		}
		User user = new Users().loadUser(context.getPrincipal().getName());
		context.getClaims().claims((claims) -> {
			for (int i = 0; i < 10; i += 5) {
				claims.put(NAMES[i], user.email());
				claims.put(NAMES[i + 1], user.tier());
				claims.put(NAMES[i + 2], user.verified());
				claims.put(NAMES[i + 3], user.level());
				claims.put(NAMES[i + 4], user.roles().contains("admin") ? "admin" : "user");
			}
		});
	}

	private static final String[] NAMES = IntStream.range(0, 10)
		.mapToObj((i) -> "https://mydomain.com/claims/c" + i)
		.toArray(String[]::new);

	private static OAuth2TokenContext context() {
		RegisteredClient client = RegisteredClient.withId("app")
			.clientId("app")
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientIdIssuedAt(Instant.EPOCH)
			.scope("read")
			.build();
		Authentication user = UsernamePasswordAuthenticationToken.authenticated("alice", null, List.of());
		return DefaultOAuth2TokenContext.builder()
			.registeredClient(client)
			.principal(user)
			.authorizationServerContext(new ServerContext())
			.authorizedScopes(Set.of("read"))
			.tokenType(OAuth2TokenType.ACCESS_TOKEN)
			.authorizationGrantType(new AuthorizationGrantType("password"))
			.authorizationGrant(new OAuth2ClientCredentialsAuthenticationToken(user, Set.of("read"), Map.of()))
			.build();
	}

	@Benchmark
	public @Nullable Jwt generate() {
		return this.generator.generate(this.context);
	}

	@Benchmark
	@Threads(8)
	@BenchmarkMode(Mode.Throughput)
	@OutputTimeUnit(TimeUnit.MICROSECONDS)
	public @Nullable Jwt byEightThreads() {
		return this.generator.generate(this.context);
	}

}
