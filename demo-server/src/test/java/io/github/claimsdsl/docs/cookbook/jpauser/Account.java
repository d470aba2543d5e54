package io.github.claimsdsl.docs.cookbook.jpauser;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Account {

	@Id
	private String username;

	private String email;

	@ElementCollection
	private Set<String> groups = new LinkedHashSet<>();

	protected Account() {
	}

	Account(String username, String email, String... groups) {
		this.username = username;
		this.email = email;
		this.groups.addAll(List.of(groups));
	}

	TokenUser toTokenUser() {
		return new TokenUser(this.username, this.email, this.groups.stream().sorted().toList());
	}

}
