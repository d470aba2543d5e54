package io.github.claimsdsl.docs.cookbook.nested;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.docs.cookbook.nested.Person.Address;
import io.github.claimsdsl.docs.cookbook.nested.Person.Membership;
import io.github.claimsdsl.test.ClaimPolicyTester;

class NestedTests {

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(Person.class)
		.rules(new ContactClaims())
		.yaml(new ClassPathResource("cookbook/nested.yml"))
		.build();

	@Test
	void claimsWhenUserHasAllThenObjectsAndLists() {
		Person ann = new Person("Ann", new Address("Storgata 1", "Oslo"), List.of(new Membership("acme", "owner", true),
				new Membership("globex", "guest", false), new Membership("initech", "auditor", true)));
		this.policies.assertThat(token(ann))
			.hasExactlyClaims(Map.of("address", Map.of("street", "Storgata 1", "city", "Oslo"), "organizations",
					List.of(Map.of("id", "acme", "role", "owner"), Map.of("id", "initech", "role", "auditor")),
					"contact", Map.of("name", "Ann", "place", Map.of("city", "Oslo", "country", "NO"))));
	}

	@Test
	void claimsWhenPartsAreMissingThenLeftOut() {
		Person bob = new Person("Bob", new Address(null, "Bergen"), List.of());
		this.policies.assertThat(token(bob))
			.hasClaim("address", Map.of("city", "Bergen"))
			.hasClaim("organizations", List.of());
	}

	@Test
	void claimsWhenThereIsNoAddressThenNoObject() {
		this.policies.assertThat(token(new Person("Eve", null, List.of())))
			.hasExactlyClaims(Map.of("organizations", List.of(), "contact", Map.of("name", "Eve")));
	}

	private static TokenRequest token(Person user) {
		return TokenRequest.of(Client.of("app"), "authorization_code").user(user).build();
	}

}
