package io.github.claimsdsl.team;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * A user as the team stores it. Teams are loaded when they are read.
 */
@Entity
class Member {

	@Id
	private String username;

	private String encodedPassword;

	private String role;

	private String nick;

	@ElementCollection
	private Set<String> teams = new LinkedHashSet<>();

	protected Member() {
	}

	Member(String username, String encodedPassword, String role, String nick, String... teams) {
		this.username = username;
		this.encodedPassword = encodedPassword;
		this.role = role;
		this.nick = nick;
		this.teams.addAll(List.of(teams));
	}

	String username() {
		return this.username;
	}

	String encodedPassword() {
		return this.encodedPassword;
	}

	String role() {
		return this.role;
	}

	/** Reads what claims are made of, within the transaction. */
	Person person() {
		return new Person(this.username, this.username + "@example.org", this.nick, List.copyOf(this.teams));
	}

}
