package io.github.claimsdsl.demo.console;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.github.claimsdsl.ClaimProvenance;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * A previewed token, or an answer about it, as the page shows it.
 *
 * @param tokenType its kind
 * @param token what the preview says
 */
record TokenView(TokenType tokenType, PreviewedToken token) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * A claim or a header parameter.
	 *
	 * @param name its name
	 * @param value its value, as JSON
	 * @param size its size in bytes, or {@code null} if the token is opaque
	 * @param source the rule that set it, or {@code null} if none did
	 * @param varying whether it differs in each token
	 */
	record Member(String name, String value, @Nullable Integer size, @Nullable ClaimProvenance source,
			boolean varying) {
	}

	public String title() {
		return switch (this.tokenType) {
			case ACCESS_TOKEN -> "Access token";
			case ID_TOKEN -> "ID token";
			case USERINFO -> "Userinfo";
			case INTROSPECTION -> "Introspection";
		};
	}

	/** What the outcome is called. */
	public String outcome() {
		return switch (this.token.outcome()) {
			case ISSUED -> this.tokenType.isToken() ? "Issued" : "Answered";
			case REFUSED -> "Refused";
			case NOT_ISSUED -> this.tokenType.isToken() ? "Not issued" : "Not answered";
			case NOT_PREVIEWABLE -> "Cannot be previewed";
		};
	}

	/** Whether only introspection shows the claims of this token. */
	public boolean isOpaque() {
		return this.tokenType == TokenType.ACCESS_TOKEN && this.token.outcome() == PreviewedToken.Outcome.ISSUED
				&& this.token.size() == null;
	}

	public List<Member> header() {
		return members(this.token.header(), Map.of(), Map.of());
	}

	/** The claims, those that rules set first. */
	public List<Member> claims() {
		PreviewedToken.Size size = this.token.size();
		ClaimExplanation explanation = this.token.explanation();
		return members(this.token.claims(), (size != null) ? size.claims() : Map.of(),
				(explanation != null) ? explanation.decision().provenance() : Map.of());
	}

	private static List<Member> members(Map<String, Object> members, Map<String, Integer> sizes,
			Map<String, ClaimProvenance> sources) {
		return members.entrySet()
			.stream()
			.map((member) -> new Member(member.getKey(), JSON.writeValueAsString(member.getValue()),
					sizes.get(member.getKey()), sources.get(member.getKey()),
					TokenPreview.varyingClaims().contains(member.getKey())))
			.sorted(Comparator.comparing((member) -> member.source() == null))
			.toList();
	}

	/** The selected rules that set no claim. */
	public List<RuleOutcome> skipped() {
		ClaimExplanation explanation = this.token.explanation();
		return (explanation == null) ? List.of()
				: explanation.decision()
					.outcomes()
					.stream()
					.filter((outcome) -> outcome.status() != RuleOutcome.Status.APPLIED)
					.toList();
	}

	public List<ClaimExplanation.NotSelected> notSelected() {
		ClaimExplanation explanation = this.token.explanation();
		return (explanation != null) ? explanation.notSelected() : List.of();
	}

}
