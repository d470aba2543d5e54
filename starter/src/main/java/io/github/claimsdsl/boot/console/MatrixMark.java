package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * A mark in a cell of the picture: what one rule does to one kind of token. Not
 * thread-safe while it is built.
 */
final class MatrixMark {

	/** The most grants that are named. If there are more, only their number is shown. */
	private static final int MOST_GRANTS = 3;

	/** The grants whose tokens may have no user. */
	private static final Set<String> WITHOUT_USER = Set.of(GrantTypes.CLIENT_CREDENTIALS, GrantTypes.TOKEN_EXCHANGE);

	static final String NEEDS_USER = "needs a user";

	private final TokenType type;

	private final MatrixRule rule;

	private final Map<Dimension, Set<String>> limits = new EnumMap<>(Dimension.class);

	MatrixMark(TokenType type, MatrixRule rule) {
		this.type = type;
		this.rule = rule;
	}

	void add(ClaimReach reach) {
		reach.tokens().forEach((dimension, value) -> {
			if (dimension != Dimension.TOKEN_TYPE && dimension != Dimension.AUDIENCE) {
				this.limits.computeIfAbsent(dimension, (absent) -> new TreeSet<>()).add(value);
			}
		});
	}

	MatrixRule rule() {
		return this.rule;
	}

	Sign sign() {
		return this.rule.denial() ? Sign.REFUSAL : Sign.of(this.type);
	}

	String letters() {
		return Sign.of(this.type).letters();
	}

	/** Returns the CSS classes that give the mark its colors. */
	String style() {
		return "mark " + sign().style() + (this.rule.isConditional() ? " conditional" : "")
				+ (needsUser() && !this.rule.denial() ? " needs-user" : "") + (this.rule.reported() ? " reported" : "");
	}

	/** Returns the grants in a few words. */
	List<String> grants() {
		Set<String> grants = values(Dimension.GRANT_TYPE);
		if (grants.isEmpty()) {
			return List.of("any grant");
		}
		return (grants.size() > MOST_GRANTS) ? List.of(grants.size() + " grants")
				: grants.stream().map(MatrixMark::withoutPrefix).toList();
	}

	private static String withoutPrefix(String grant) {
		return grant.startsWith("urn:") ? grant.substring(grant.lastIndexOf(':') + 1) : grant;
	}

	/** Returns the other limits, each in a few words. */
	List<String> notes() {
		List<String> notes = new ArrayList<>();
		this.limits.forEach((dimension, values) -> {
			if (dimension != Dimension.GRANT_TYPE) {
				notes.add((values.size() == 1) ? dimension.property() + " " + values.iterator().next()
						: values.size() + " " + dimension.property() + "s");
			}
		});
		notes.addAll(ruleNotes());
		return notes;
	}

	private List<String> ruleNotes() {
		List<String> notes = new ArrayList<>(this.rule.notes());
		if (needsUser()) {
			notes.add(0, this.rule.denial() ? "all without a user" : NEEDS_USER);
		}
		return notes;
	}

	/** Returns whether the rule needs a user that some of its tokens do not have. */
	boolean needsUser() {
		Set<String> grants = values(Dimension.GRANT_TYPE);
		return this.rule.needsUser() && this.type.isForApi()
				&& !values(Dimension.SUBJECT).equals(Set.of(Subject.USER.value()))
				&& (grants.isEmpty() || WITHOUT_USER.stream().anyMatch(grants::contains));
	}

	/** Returns all that the mark shows, as one sentence. */
	String inWords(String claim, MatrixColumn column) {
		StringBuilder text = new StringBuilder(claim).append(this.rule.denial() ? " can refuse " : " in ")
			.append(column.inWords(this.type))
			.append(", by ");
		Set<String> grants = values(Dimension.GRANT_TYPE);
		text.append(grants.isEmpty() ? "any grant" : String.join(" and ", grants));
		this.limits.forEach((dimension, values) -> {
			if (dimension != Dimension.GRANT_TYPE) {
				text.append(", ").append(dimension.property()).append(' ').append(String.join(" or ", values));
			}
		});
		ruleNotes().forEach((note) -> text.append(", ").append(note));
		return text.toString();
	}

	private Set<String> values(Dimension dimension) {
		return this.limits.getOrDefault(dimension, Set.of());
	}

}
