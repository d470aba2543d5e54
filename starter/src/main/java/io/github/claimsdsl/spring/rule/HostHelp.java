package io.github.claimsdsl.spring.rule;

import java.util.Map;

import io.github.claimsdsl.Origin;

/**
 * Sentences about properties and beans to add to the engine's issues. The engine itself
 * does not know properties and beans.
 */
public final class HostHelp {

	/** The origin of the claims that policies may own. */
	static final Origin OWNED_CLAIMS = Origin.of("claims-dsl.owned-claims");

	/** The sentences to add to the help of issues, by the code of the issue. */
	public static final Map<String, String> SENTENCES = Map.ofEntries(
			Map.entry("ownable-claim", "List owned claims under claims-dsl.owned-claims."),
			Map.entry("secret-property", "List allowed names under claims-dsl.expressions.allowed-names."),
			Map.entry("too-deep", "Split it, or write a @ClaimRule bean."),
			Map.entry("too-long", "Or write a @ClaimRule bean."),
			Map.entry("too-many-nodes", "Or write a @ClaimRule bean."),
			Map.entry("unknown-audience",
					"Declare audiences under claims-dsl.audiences. If a customizer of your own writes aud, "
							+ "set claims-dsl.audience-source: customizer."),
			Map.entry("unknown-grant-type",
					"Declare grant types of your own that start with urn:ietf:params:oauth:grant-type: "
							+ "under claims-dsl.grant-types."),
			Map.entry("unknown-issuer", "Declare issuers under claims-dsl.issuers."),
			Map.entry("unknown-metadata",
					"Declare the metadata that rules read under claims-dsl.client.self-asserted."),
			Map.entry("unknown-parameter",
					"Declare each parameter that rules read under claims-dsl.request-parameters."),
			Map.entry("unknown-setting",
					"Declare the client settings that rules read under claims-dsl.client.settings."),
			Map.entry("unknown-user-type", "Declare a UserSource bean, so that expressions know it."));

	private HostHelp() {
	}

}
