package io.github.claimsdsl.servers;

import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.spring.UserSource;

/**
 * What a team has beside its denials, which behaves as the setting says: users and
 * customizers.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "test.denials")
@Import({ Denials.Every.class, Denials.OfApi.class, Denials.OfCodes.class, Denials.OfMachines.class,
		Denials.OfExchanges.class, Denials.OfPasswords.class, Denials.Refreshed.class, Denials.Initial.class,
		Denials.OfUsers.class, Denials.OfClients.class, Denials.OfIdTokens.class, Denials.OfBoth.class,
		Denials.OfOpaque.class, Denials.OfGold.class, Denials.OfBlocked.class, Denials.Reported.class })
class DenialTeam {

	@Bean
	static SavedTokens savedTokens() {
		return new SavedTokens();
	}

	@Bean
	UserSource<Person> persons() {
		return DenialTeam::load;
	}

	private static @Nullable Person load(String name) {
		Setting setting = Setting.current();
		return switch (setting.found()) {
			case YES -> setting.person();
			case UNKNOWN -> null;
			case DISABLED -> throw new DisabledException("of no concern");
			case FAILS -> throw new IllegalStateException("of no concern");
		};
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> drawnJwts() {
		return (context) -> customize((change) -> context.getClaims().claims(change));
	}

	@Bean
	OAuth2TokenCustomizer<OAuth2TokenClaimsContext> drawnOpaque() {
		return (context) -> customize((change) -> context.getClaims().claims(change));
	}

	private static void customize(Consumer<Consumer<Map<String, Object>>> claims) {
		Setting setting = Setting.current();
		switch (setting.customizing()) {
			case SETS -> claims.accept((all) -> setting.customized().forEach((name) -> all.put(name, "set")));
			case SETS_NULL -> claims.accept((all) -> setting.customized().forEach((name) -> all.put(name, null)));
			case SETS_EMPTY -> claims.accept((all) -> setting.customized().forEach((name) -> all.put(name, "")));
			case REMOVES -> claims.accept((all) -> setting.customized().forEach(all::remove));
			case FAILS -> throw new IllegalStateException("of no concern");
			case FAILS_WITH_OAUTH_ERROR -> throw new OAuth2AuthenticationException("access_denied");
			case DENIES -> throw new ClaimDeniedException("access_denied", null);
			case DENIES_ACCESS -> throw new AccessDeniedException("of no concern");
			case NOTHING -> {
			}
		}
	}

}
