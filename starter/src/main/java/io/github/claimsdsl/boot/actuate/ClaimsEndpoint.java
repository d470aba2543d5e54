package io.github.claimsdsl.boot.actuate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ResponseStatusException;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.endpoint.StoreOutage;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * The endpoint {@code claims}: shows the policies, the matrix of what they reach, and
 * previews of tokens. A preview shows a user's data, so it is a write operation, which
 * needs unrestricted access. By default the endpoint is read-only.
 */
@WebEndpoint(id = "claims", defaultAccess = Access.READ_ONLY)
final class ClaimsEndpoint {

	private static final String MATRIX = "matrix";

	private final ClaimPolicySet policies;

	private final Audiences audiences;

	private final ObjectProvider<TokenPreview> preview;

	private final RequestIssuer issuer;

	ClaimsEndpoint(ClaimPolicySet policies, Audiences audiences, ObjectProvider<TokenPreview> preview,
			RequestIssuer issuer) {
		this.policies = policies;
		this.audiences = audiences;
		this.preview = preview;
		this.issuer = issuer;
	}

	/**
	 * The audiences and policies.
	 *
	 * @param audiences the declared audiences
	 * @param policies the policies, in the order of their declaration
	 */
	record Declarations(List<AudienceDescription> audiences, List<PolicyDescription> policies) {
	}

	@ReadOperation
	Declarations list() {
		return new Declarations(this.audiences.all().stream().map(AudienceDescription::of).toList(),
				this.policies.policies().stream().map(PolicyDescription::of).toList());
	}

	@ReadOperation
	WebEndpointResponse<List<Map<String, Object>>> view(@Selector String view) {
		return view.equals(MATRIX) ? new WebEndpointResponse<>(ReachDescription.of(this.policies))
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	@ReadOperation(produces = "text/markdown")
	WebEndpointResponse<String> markdown(@Selector String view) {
		return view.equals(MATRIX) ? new WebEndpointResponse<>(this.policies.matrix().toMarkdown())
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	@WriteOperation
	PreviewDescription preview(String client, String grantType, @Nullable String issuance, @Nullable String user,
			@Nullable String audience, @Nullable String scope, @Nullable String tokenType, @Nullable String issuer) {
		PreviewRequest request = new PreviewRequest(client, grantType,
				Issuance.of(text(issuance, Issuance.INITIAL.value()))
					.orElseThrow(() -> invalid("issuance must be initial or refresh")),
				text(user), text(audience), scopes(scope),
				TokenType.of(text(tokenType, TokenType.ACCESS_TOKEN.value()))
					.orElseThrow(() -> invalid("tokenType must be access_token, id_token, userinfo or introspection")),
				StringUtils.hasText(issuer) ? issuer : this.issuer.current());
		try {
			return PreviewDescription.of(preview().preview(request));
		}
		catch (IllegalArgumentException ex) {
			throw invalid(String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			if (StoreOutage.isCauseOf(ex)) {
				throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, StoreOutage.ERROR.getDescription(),
						ex);
			}
			throw ex;
		}
	}

	private TokenPreview preview() {
		try {
			return this.preview.getObject();
		}
		catch (BeansException ex) {
			if (ex.getMostSpecificCause() instanceof NoSuchBeanDefinitionException missing
					&& missing.getBeanType() != null) {
				throw invalid("a preview needs a bean of type " + ClassUtils.getShortName(missing.getBeanType())
						+ ", but this server has none, or several");
			}
			throw ex;
		}
	}

	private static InvalidEndpointRequestException invalid(String reason) {
		return new InvalidEndpointRequestException("Invalid preview: " + reason, reason);
	}

	private static @Nullable String text(@Nullable String parameter) {
		return StringUtils.hasText(parameter) ? parameter : null;
	}

	private static String text(@Nullable String parameter, String otherwise) {
		return StringUtils.hasText(parameter) ? parameter : otherwise;
	}

	/** Splits scopes at spaces, as in a token request (RFC 6749 section 3.3). */
	private static Set<String> scopes(@Nullable String scope) {
		return StringUtils.hasText(scope) ? new LinkedHashSet<>(List.of(StringUtils.tokenizeToStringArray(scope, " ")))
				: Set.of();
	}

}
