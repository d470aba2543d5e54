package io.github.claimsdsl.spring.token;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;

/**
 * Issues for applications whose beans would let tokens bypass the policies, with advice
 * on what to do.
 *
 * @since 0.1.0
 */
public final class ArrangementAdvice {

	/** Advice on how to make a token generator call the policies. */
	public static final String WIRE = "Inject OAuth2TokenCustomizer<JwtEncodingContext> and "
			+ "OAuth2TokenCustomizer<OAuth2TokenClaimsContext> where you build it, pass them to "
			+ "JwtGenerator.setJwtCustomizer and OAuth2AccessTokenGenerator.setAccessTokenCustomizer, "
			+ "then set claims-dsl.token-generator: wired. Where a library builds it, declare such an "
			+ "OAuth2TokenGenerator bean for the library to take.";

	private ArrangementAdvice() {
	}

	/**
	 * Returns the issue for an authorization server that was added before the starter
	 * could hook into it.
	 * @return the issue
	 */
	public static Issue serverTooEarly() {
		return new Issue("server-too-early", Origin.of("OAuth2AuthorizationServerConfigurer"),
				"the authorization server is added before the starter can hook into it, so audiences would not be checked",
				"Where a Customizer<HttpSecurity> bean adds the server, give it an @Order after "
						+ "Ordered.HIGHEST_PRECEDENCE, or add the server where the SecurityFilterChain bean is built.",
				null);
	}

	static Issue noUserInfo() {
		return new Issue("no-userinfo", Origin.of("OAuth2AuthorizationServerConfigurer"),
				"policies write to userinfo, but no authorization server of this application has a userinfo endpoint",
				"Switch OpenID Connect on with server.oidc(Customizer.withDefaults()), or remove the token type userinfo.",
				null);
	}

	/**
	 * Returns the issue for an authorization server that is not guarded.
	 * @param bean the name of the bean of its chain
	 * @return the issue
	 */
	public static Issue unguardedServer(String bean) {
		return new Issue("unguarded-server", Origin.of("bean '" + bean + "'"),
				"this chain has a token endpoint, but was built without the application's Customizer<HttpSecurity> beans, "
						+ "so it could issue tokens that no policy has decided",
				"Build it from the HttpSecurity bean that Spring Security injects.", null);
	}

}
