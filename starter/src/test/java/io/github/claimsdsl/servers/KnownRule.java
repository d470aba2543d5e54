package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.servers.Setting.Customizing;
import io.github.claimsdsl.servers.Setting.Found;

/**
 * What a rule's declaration says about a token, said again without the library.
 *
 * @param id names it in messages
 * @param kind how it refuses
 * @param reported whether it refuses nothing
 * @param selectors the values that it selects, by dimension
 * @param guards the conditions that guard it, the policy's first
 * @param body whether it refuses, once selected and not guarded
 * @param claim the claim that it writes, empty if none
 */
record KnownRule(String id, Kind kind, boolean reported, Map<String, Set<String>> selectors, List<Condition> guards,
		Condition body, String claim) {

	/** What a rule is. */
	enum Kind {

		DENIAL, REQUIRED, CLAIM, LENIENT_CLAIM

	}

	/** What is known of a condition, or of the value of a claim. */
	enum Verdict {

		YES, NO, ABSENT, FAILS, NO_USER, USER_FAILS;

		static Verdict of(boolean value) {
			return value ? YES : NO;
		}

		static Verdict absent(@Nullable String value) {
			return (value == null || value.isEmpty()) ? ABSENT : NO;
		}

	}

	/**
	 * A token about to be issued.
	 *
	 * @param facts the values of its dimensions
	 * @param hasUser whether it is for a user
	 * @param setting how users and customizers behave
	 */
	record Token(Map<String, Set<String>> facts, boolean hasUser, Setting setting) {

		boolean matches(String dimension, Set<String> selected) {
			return this.facts.getOrDefault(dimension, Set.of()).stream().anyMatch(selected::contains);
		}

		/** What else than a rule keeps it from being issued, if anything does. */
		@Nullable String reason() {
			boolean loaded = matches("issuance", Set.of("refresh")) || matches("grant-type", Set.of("token_exchange"));
			if (this.hasUser && loaded && this.setting.found() != Found.YES) {
				return "user loaded for the grant " + this.setting.found();
			}
			return this.setting.customizing().isRefusing() ? "customizer " + this.setting.customizing() : null;
		}

		boolean has(String claim) {
			return this.setting.customizing() == Customizing.SETS && this.setting.customized().contains(claim);
		}

	}

	/**
	 * A condition.
	 *
	 * @param source the expression
	 * @param needsUser whether it reads the user
	 * @param verdict what it says of a token, where there is a user if it needs one
	 */
	record Condition(String source, boolean needsUser, Function<Token, Verdict> verdict) {

		static final Condition GOLD = ofUser("user.tier == 'gold'", (user) -> "gold".equals(user.tier()));

		static final Condition BLOCKED = ofUser("user.blocked == true", (user) -> Boolean.TRUE.equals(user.blocked()));

		static final Condition ACTIVE = ofUser("user.active", Person::active);

		static final Condition ADULT = ofUser("user.age != null && user.age >= 18",
				(user) -> user.age() != null && user.age() >= 18);

		static final Condition SCORE = new Condition("user.score > 5", true,
				(token) -> Double.isNaN(token.setting().person().score()) ? Verdict.FAILS
						: Verdict.of(token.setting().person().score() > 5));

		static Condition ofUser(String source, Function<Person, Boolean> holds) {
			return new Condition(source, true, (token) -> Verdict.of(holds.apply(token.setting().person())));
		}

		static Condition of(String source, String dimension, String value) {
			return new Condition(source, false, (token) -> Verdict.of(token.matches(dimension, Set.of(value))));
		}

		Verdict ask(Token token) {
			if (!this.needsUser) {
				return this.verdict.apply(token);
			}
			if (!token.hasUser()) {
				return Verdict.NO_USER;
			}
			return (token.setting().found() == Found.YES) ? this.verdict.apply(token) : Verdict.USER_FAILS;
		}

	}

	/** What keeps the token from being issued, or {@code null} if this rule does not. */
	@Nullable String reason(Token token) {
		if (this.reported || !isSelected(token) || (this.kind != Kind.DENIAL && token.has(this.claim))) {
			return null;
		}
		Verdict verdict = verdict(token);
		if (verdict == Verdict.USER_FAILS) {
			return "user " + token.setting().found();
		}
		return isRefusing(verdict) ? this.id : null;
	}

	private boolean isSelected(Token token) {
		boolean type = this.selectors.containsKey("token-type") || token.matches("token-type", Set.of("access_token"));
		return type && this.selectors.entrySet()
			.stream()
			.allMatch((selector) -> token.matches(selector.getKey(), selector.getValue()));
	}

	/** Of the first guard that is not open, or else of the rule itself. */
	private Verdict verdict(Token token) {
		for (Condition guard : this.guards) {
			Verdict verdict = guard.ask(token);
			if (verdict != Verdict.YES) {
				return verdict;
			}
		}
		return this.body.ask(token);
	}

	private boolean isRefusing(Verdict verdict) {
		return switch (verdict) {
			case NO -> false;
			case YES, USER_FAILS -> true;
			case ABSENT, NO_USER -> this.kind == Kind.DENIAL || this.kind == Kind.REQUIRED;
			case FAILS -> this.kind != Kind.LENIENT_CLAIM;
		};
	}

}
