package io.github.claimsdsl.test;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.claimsdsl.policy.PolicyFact;
import io.github.claimsdsl.policy.PolicyFact.Aspect;
import io.github.claimsdsl.policy.PolicyFact.Kind;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.audience.ClientSelector;

/**
 * Collects the facts about audiences for the lock, such as one for each client that may
 * ask and one for each scope. Not thread-safe.
 */
final class AudienceFacts {

	private final SortedSet<PolicyFact> facts = new TreeSet<>();

	private AudienceFacts() {
	}

	static SortedSet<PolicyFact> of(Audiences audiences) {
		AudienceFacts facts = new AudienceFacts();
		audiences.all().forEach(facts::add);
		ClientSelector required = audiences.required();
		if (!required.isNone()) {
			facts.facts.add(new PolicyFact(Kind.PROPERTY, "claims-dsl.audience-required", Aspect.VALUE,
					required.isAny() ? "true" : required.toString()));
		}
		return facts.facts;
	}

	private void add(Audience audience) {
		String id = audience.id();
		addAll(id, Aspect.CLIENT, clients(audience.clients()));
		addAll(id, Aspect.SCOPE, audience.scopes());
		addAll(id, Aspect.API_CLIENT, clients(audience.apiClients()));
		addAll(id, Aspect.DEFAULT_FOR, clients(audience.defaultFor()));
		addAll(id, Aspect.ISSUER, audience.issuers());
		add(id, Aspect.TOKEN_PROFILE, audience.tokenProfile().name().toLowerCase(Locale.ROOT));
		if (audience.signingAlgorithm() != null) {
			add(id, Aspect.SIGNING_ALGORITHM, audience.signingAlgorithm());
		}
	}

	private static Collection<String> clients(ClientSelector selector) {
		return selector.ids().isEmpty() && !selector.isNone() ? List.of(selector.toString()) : selector.ids();
	}

	private void addAll(String id, Aspect aspect, Collection<String> values) {
		values.forEach((value) -> add(id, aspect, value));
	}

	private void add(String id, Aspect aspect, String value) {
		this.facts.add(new PolicyFact(Kind.AUDIENCE, id, aspect, value));
	}

}
