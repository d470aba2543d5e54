package io.github.claimsdsl.servers;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.security.oauth2.server.authorization.oidc.web.OidcProviderConfigurationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2DeviceAuthorizationEndpointFilter;
import org.springframework.security.web.FilterChainProxy;

import io.github.claimsdsl.servers.DenialRun.Outcome;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.servers.TokenCase.Grant;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every arrangement that works, whether audiences are declared or not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoChecks {

	private final Class<?> arrangement;

	private final Map<String, String> properties;

	private List<KnownRule> rules = List.of();

	Server server;

	TwoChecks(Class<?> arrangement, Map<String, String> properties) {
		this.arrangement = arrangement;
		this.properties = properties;
	}

	@BeforeAll
	void start() {
		DrawnPolicies drawn = new DrawnPolicies(seed(), hasAudiences());
		this.rules = Stream.concat(drawn.known().stream(), DenialRules.known(hasAudiences()).stream()).toList();
		this.server = Server.start(this.arrangement, with(drawn));
	}

	private Map<String, String> with(DrawnPolicies drawn) {
		Map<String, String> all = new LinkedHashMap<>(this.properties);
		all.put("test.denials", "true");
		all.putAll(drawn.properties());
		all.computeIfPresent("claims-dsl.audiences[0].clients",
				(name, clients) -> clients + "," + TokenCase.JWT + "," + TokenCase.OPAQUE);
		all.computeIfPresent("claims-dsl.audiences[0].scopes",
				(name, scopes) -> scopes + "," + String.join(",", Company.drawnScopes()));
		return all;
	}

	@AfterAll
	void stop() {
		if (this.server != null) {
			this.server.close();
		}
	}

	private boolean hasAudiences() {
		return this.properties.containsKey("claims-dsl.audiences[0].id");
	}

	/** Asks for tokens as a client; by default for the client itself. */
	Answer ask(String client, String... parameters) {
		return this.server.client().post(tokenPath(), client, with(parameters, "grant_type", "client_credentials"));
	}

	String tokenPath() {
		return "/oauth2/token";
	}

	/** The claims of the access token as an API gets them. */
	Map<String, Object> claims(Answer answer) {
		return answer.claims("access_token");
	}

	@Test
	void tokenWhenAllowedThenHasTheClaimOfThePolicy() {
		assertThat(claims(ask("app", "scope", "read").granted())).containsEntry("decided", "yes");
	}

	@Test
	void tokenWhenDeniedThenRefused() {
		ask("barred", "scope", "read").refused("access_denied");
	}

	/** Over random policies and tokens, the same ones at each run. */
	@Test
	void tokenWhenADenialHoldsThenNoneAndOtherwiseIssued() {
		TokenFlows flows = new TokenFlows(this.server.client().login(), tokenPath().replace("/token", ""),
				this::accessToken);
		DrawnTokens tokens = new DrawnTokens(grants(), clients(), has(OidcProviderConfigurationEndpointFilter.class),
				hasAudiences(), this.rules);
		DenialRun run = new DenialRun(this.server, flows, tokens);
		grants().forEach((grant) -> run.check(grant, seed(), times()));
	}

	/** How many tokens of a grant are drawn. */
	Map<Outcome, Integer> times() {
		return Map.of(Outcome.ISSUED, 3, Outcome.REFUSED_FOR_ONE_REASON, 4, Outcome.REFUSED_FOR_SEVERAL, 1);
	}

	/** Others with {@code -Ddenials.seed}. */
	private long seed() {
		return Long.getLong("denials.seed", getClass().getName().hashCode() & 0xffff);
	}

	/** The grants that the arrangement has. */
	Set<Grant> grants() {
		Set<Grant> grants = EnumSet.complementOf(EnumSet.of(Grant.PASSWORD));
		if (!has(OAuth2DeviceAuthorizationEndpointFilter.class)) {
			grants.remove(Grant.DEVICE_CODE);
		}
		return grants;
	}

	private boolean has(Class<?> filter) {
		return this.server.bean(FilterChainProxy.class)
			.getFilterChains()
			.stream()
			.flatMap((chain) -> chain.getFilters().stream())
			.anyMatch(filter::isInstance);
	}

	/** The clients that the arrangement makes tokens for. */
	List<String> clients() {
		return List.of(TokenCase.JWT, TokenCase.OPAQUE, TokenCase.OUTSIDE);
	}

	String accessToken(Answer answer) {
		return answer.text("access_token");
	}

	static String[] with(String[] parameters, String... more) {
		String[] all = new String[parameters.length + more.length];
		System.arraycopy(parameters, 0, all, 0, parameters.length);
		System.arraycopy(more, 0, all, parameters.length, more.length);
		return all;
	}

}
