package io.github.claimsdsl.spring.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.DeclaredAudience;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.SecretNames;
import io.github.claimsdsl.expression.Type;

/**
 * The settings that policies are checked against, except for the type of the user.
 * Immutable.
 *
 * @param audiences the audiences that policies may name in addition to {@code any}, or
 * {@code null} if they may name all
 * @param issuers the issuers that policies may name, or {@code null} if they may name all
 * @param grantTypes custom grant types whose names start like those of the standard ones
 * @param ownedClaims the protected claims that policies may write
 * @param requestParameters the request parameters that expressions may read
 * @param clientSettings the client settings that expressions may read, with their types
 * @param selfAsserted the metadata of clients that expressions may read, with its types
 * @param limits the bounds on expressions and data
 * @param secretNames which names look like secrets
 * @param functions classes with custom functions
 * @param standardClaims where the claims of the standard scopes go; nowhere if empty
 */
public record PolicyOptions(@Nullable List<DeclaredAudience> audiences, @Nullable Set<String> issuers,
		Set<String> grantTypes, Set<String> ownedClaims, Set<String> requestParameters,
		Map<String, Type> clientSettings, Map<String, Type> selfAsserted, Limits limits, SecretNames secretNames,
		List<Class<?>> functions, Set<TokenType> standardClaims) {

	/**
	 * The default options: policies may name any audience and may not write protected
	 * claims.
	 */
	public static final PolicyOptions DEFAULT = new PolicyOptions(null, null, Set.of(), Set.of(), Set.of(), Map.of(),
			Map.of(), Limits.DEFAULT, SecretNames.DEFAULT, List.of(), Set.of());

	/**
	 * Creates the options, with copies of the collections.
	 */
	public PolicyOptions {
		audiences = (audiences != null) ? List.copyOf(audiences) : null;
		issuers = (issuers != null) ? Set.copyOf(issuers) : null;
		grantTypes = Set.copyOf(grantTypes);
		ownedClaims = Set.copyOf(ownedClaims);
		requestParameters = Set.copyOf(requestParameters);
		clientSettings = Map.copyOf(clientSettings);
		selfAsserted = Map.copyOf(selfAsserted);
		functions = List.copyOf(functions);
		standardClaims = Set.copyOf(standardClaims);
	}

}
