package io.github.claimsdsl.spring.server;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.AudienceRequests;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.parameter.NamedParameters;

/**
 * Checks the audience and the named parameters of incoming requests. If decisions are
 * only reported, a request that fails a check continues.
 *
 * @param audiences the declared audiences
 * @param parameters the request parameters that rules may read
 * @param refusals reports what is refused
 */
record EndpointChecks(Audiences audiences, NamedParameters parameters, RefusalLog refusals) {

	boolean isEnforcing() {
		return this.refusals.isEnforcing();
	}

	/**
	 * Decides which audience a request gets, and reports a refusal.
	 * @return the audience, or {@code null} for none or if the refusal is only reported
	 */
	@Nullable Audience decide(String request, @Nullable RegisteredClient client, @Nullable String grantType,
			Supplier<@Nullable Audience> decision) {
		try {
			return decision.get();
		}
		catch (OAuth2AuthenticationException ex) {
			this.refusals.request(request, client, grantType, ex);
			if (isEnforcing()) {
				throw ex;
			}
			return null;
		}
	}

	/** Returns whether there is nothing to check. */
	boolean isEmpty() {
		return this.audiences.isEmpty() && this.parameters.isEmpty();
	}

	/**
	 * Checks each named parameter. Call it inside of a {@linkplain #decide decision},
	 * which reports the refusal.
	 */
	void checkParameters(String request, @Nullable RegisteredClient client, @Nullable String grantType,
			Consumer<String> check) {
		this.parameters.check(check, (ex) -> this.refusals.reporting().request(request, client, grantType, ex));
	}

	/** Returns the object that decides the audiences of requests. */
	AudienceRequests requests() {
		return new AudienceRequests(this.audiences);
	}

}
