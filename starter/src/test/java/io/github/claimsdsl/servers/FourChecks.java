package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every arrangement that works where audiences are declared.
 */
abstract class FourChecks extends TwoChecks {

	FourChecks(Class<?> arrangement) {
		this(arrangement, Policies.withAudience());
	}

	FourChecks(Class<?> arrangement, Map<String, String> properties) {
		super(arrangement, properties);
	}

	@ParameterizedTest
	@ValueSource(strings = { "audience", "resource" })
	void tokenWhenAudienceIsGrantedThenNamesTheApiAndHasItsClaim(String parameter) {
		Map<String, Object> claims = claims(ask("app", "scope", "read", parameter, Policies.API).granted());
		assertThat(audience(claims)).containsExactly(Policies.API);
		assertThat(claims).containsEntry("decided", "yes").containsEntry("api", "yes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "audience", "resource" })
	void tokenWhenAudienceIsUnknownThenRefused(String parameter) {
		ask("app", "scope", "read", parameter, "https://unknown.example.com").refused("invalid_target");
	}

	@ParameterizedTest
	@ValueSource(strings = { "audience", "resource" })
	void tokenWhenAudienceIsNotForTheClientThenRefused(String parameter) {
		ask("partner", "scope", "read", parameter, Policies.API).refused("invalid_target");
	}

	static List<Object> audience(Map<String, Object> claims) {
		Object audience = claims.get("aud");
		return (audience instanceof List<?> list) ? List.copyOf(list) : List.of(audience);
	}

}
