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
 * Checks and compiles policies together. Finds every issue, then throws once. Immutable.
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
	 * @param language what expressions can read, and what a host says of issues
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
	 * Holds policies to declared audiences. A compiler that is not told of any accepts
	 * every audience.
	 * @param audiences the declared audiences; where there are none, a policy can only
	 * say {@code any}
	 * @return a compiler that reports any other, and clients, scopes and issuers that the
	 * audience does not have
	 */
	public ClaimPolicyCompiler withAudiences(Collection<DeclaredAudience> audiences) {
		return new ClaimPolicyCompiler(this.language, List.copyOf(audiences), this.issuers, this.grantTypes,
				this.ownedClaims, this.ownedOrigin);
	}

	/**
	 * Holds policies to the issuers of the server. A compiler that is not told of any
	 * accepts every issuer.
	 * @param issuers the issuers; where there are none, a policy cannot name one, because
	 * whoever sends a request may choose its issuer
	 * @return a compiler that reports any other
	 */
	public ClaimPolicyCompiler withIssuers(Set<String> issuers) {
		return new ClaimPolicyCompiler(this.language, this.audiences, Set.copyOf(issuers), this.grantTypes,
				this.ownedClaims, this.ownedOrigin);
	}

	/**
	 * Lets policies name grant types of the team's own.
	 * @param grantTypes their URIs; needed only for those that start with
	 * {@code urn:ietf:params:oauth:grant-type:}, where an unknown one is taken for a
	 * misspelled standard one
	 * @return a compiler that accepts them
	 */
	public ClaimPolicyCompiler withGrantTypes(Set<String> grantTypes) {
		return new ClaimPolicyCompiler(this.language, this.audiences, this.issuers, Set.copyOf(grantTypes),
				this.ownedClaims, this.ownedOrigin);
	}

	/**
	 * Lets rules write claims that are protected otherwise.
	 * @param claims their names; of {@code acr}, {@code amr}, {@code auth_time},
	 * {@code azp}, {@code may_act} and {@code username}
	 * @param origin where they are named
	 * @return a compiler that accepts them
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
