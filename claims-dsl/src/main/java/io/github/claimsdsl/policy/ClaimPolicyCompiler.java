package io.github.claimsdsl.policy;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.expression.ExpressionLanguage;

/**
 * Checks all policies of a server and compiles them to a {@link ClaimPolicySet}. It
 * collects every issue before it throws. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ClaimPolicyCompiler {

	private final ExpressionLanguage language;

	private final @Nullable List<DeclaredAudience> audiences;

	private final @Nullable Set<String> issuers;

	private final Set<String> grantTypes;

	private final Set<String> ownedClaims;

	private final Origin ownedOrigin;

	/**
	 * Creates a compiler.
	 * @param language the language of the expressions, which also holds the host's help
	 * for issues
	 */
	public ClaimPolicyCompiler(ExpressionLanguage language) {
		this(language, null, null, Set.of(), Set.of(), Origin.of("owned claims"));
	}

	private ClaimPolicyCompiler(ExpressionLanguage language, @Nullable List<DeclaredAudience> audiences,
			@Nullable Set<String> issuers, Set<String> grantTypes, Set<String> ownedClaims, Origin ownedOrigin) {
		this.language = language;
		this.audiences = audiences;
		this.issuers = issuers;
		this.grantTypes = grantTypes;
		this.ownedClaims = ownedClaims;
		this.ownedOrigin = ownedOrigin;
	}

	/**
	 * Returns a copy that checks policies against the declared audiences. Without this
	 * call, the compiler accepts every audience.
	 * @param audiences the declared audiences; if the collection is empty, a policy can
	 * select only {@code any}
	 * @return a compiler that reports audiences that are not declared, and clients,
	 * scopes and issuers that a declared audience does not allow
	 */
	public ClaimPolicyCompiler withAudiences(Collection<DeclaredAudience> audiences) {
		return new ClaimPolicyCompiler(this.language, List.copyOf(audiences), this.issuers, this.grantTypes,
				this.ownedClaims, this.ownedOrigin);
	}

	/**
	 * Returns a copy that checks policies against the issuers of the server. Without this
	 * call, the compiler accepts every issuer.
	 * @param issuers the issuers; if the set is empty, a policy cannot select an issuer,
	 * because the sender of a request may then choose it
	 * @return a compiler that reports other issuers
	 */
	public ClaimPolicyCompiler withIssuers(Set<String> issuers) {
		return new ClaimPolicyCompiler(this.language, this.audiences, Set.copyOf(issuers), this.grantTypes,
				this.ownedClaims, this.ownedOrigin);
	}

	/**
	 * Returns a copy that accepts the team's own grant types.
	 * @param grantTypes the URIs of the grant types. Only those that start with
	 * {@code urn:ietf:params:oauth:grant-type:} are needed, because an unknown one is
	 * otherwise reported as a misspelled standard grant type
	 * @return a compiler that accepts them
	 */
	public ClaimPolicyCompiler withGrantTypes(Set<String> grantTypes) {
		return new ClaimPolicyCompiler(this.language, this.audiences, this.issuers, Set.copyOf(grantTypes),
				this.ownedClaims, this.ownedOrigin);
	}

	/**
	 * Returns a copy that lets rules write claims that are otherwise protected.
	 * @param claims the names of the claims; only {@code acr}, {@code amr},
	 * {@code auth_time}, {@code azp}, {@code may_act} and {@code username} are allowed
	 * @param origin where the claims are named, for issues
	 * @return a compiler that accepts rules for these claims
	 */
	public ClaimPolicyCompiler withOwnedClaims(Set<String> claims, Origin origin) {
		return new ClaimPolicyCompiler(this.language, this.audiences, this.issuers, this.grantTypes, Set.copyOf(claims),
				origin);
	}

	/**
	 * Checks and compiles policies.
	 * @param policies the policies, in any order
	 * @return the policy set
	 * @throws ClaimPolicyException if a policy cannot work; it holds every issue
	 */
	public ClaimPolicySet compile(List<ClaimPolicy> policies) {
		Issues issues = new Issues(this.language.help());
		return new PolicyCompilation(this.language,
				new SelectorCheck(this.audiences, this.issuers, this.grantTypes, issues),
				new NameCheck(this.ownedClaims, this.ownedOrigin, issues), issues)
			.compile(policies);
	}

}
