package io.github.claimsdsl.boot.console;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.ClaimProvenance;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.PreviewedToken.Outcome;
import io.github.claimsdsl.spring.preview.TokenPreview;

import static io.github.claimsdsl.boot.console.Html.all;
import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Shows a previewed token, or a previewed answer about a token.
 *
 * @param type the kind of token or answer
 * @param token the preview
 * @param forApi whether an audience was asked for
 * @param alone whether the client would not get the token, because the access token of
 * the same request is refused
 */
record TokenSection(TokenType type, PreviewedToken token, boolean forApi, boolean alone) {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final JsonMapper INDENTED = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	static String title(TokenType type) {
		return switch (type) {
			case ACCESS_TOKEN -> "Access token";
			case ID_TOKEN -> "ID token";
			case USERINFO -> "Userinfo";
			case INTROSPECTION -> "Introspection";
		};
	}

	/** Returns a value as the JSON of a token. */
	static String json(@Nullable Object value) {
		return JSON.writeValueAsString(value);
	}

	/** Returns a value as indented JSON. */
	static String indented(Object value) {
		return INDENTED.writeValueAsString(value);
	}

	Html show() {
		String id = this.type.value();
		return element("article", css("token"), attribute("id", id), attribute("aria-labelledby", id + "-title"),
				element("h2", attribute("id", id + "-title"), title(this.type)), about(), outcome(),
				(this.alone && this.token.outcome() == Outcome.ISSUED) ? element("p", css("description"),
						"The client does not get this, because the access token of the same request is refused.")
						: null,
				(this.token.error() != null && this.token.error().description() != null)
						? element("p", css("description"), "“" + this.token.error().description() + "”") : null,
				(this.token.reason() != null) ? element("p", StringUtils.capitalize(this.token.reason()) + ".") : null,
				header(), claims(), skipped(), hidden(), notSelected(), asJson());
	}

	private @Nullable Html about() {
		String decided = " The server decides it for each request, from the user’s data at that time.";
		return switch (this.type) {
			case USERINFO -> element("p", css("muted"), "What ", element("code", "/userinfo"),
					" answers when the client presents the access token.", decided);
			case INTROSPECTION ->
				element("p", css("muted"), "What ", element("code", "/oauth2/introspect"), " answers when "
						+ (this.forApi ? "one of the audience’s api-clients" : "the client")
						+ " asks about the access token: the token’s claims, and the claims of rules for introspection.",
						decided);
			case ACCESS_TOKEN, ID_TOKEN -> null;
		};
	}

	static String mark(Outcome outcome) {
		return switch (outcome) {
			case ISSUED -> " issued";
			case REFUSED -> " refused";
			case NOT_ISSUED, NOT_PREVIEWABLE -> "";
		};
	}

	private Html outcome() {
		PreviewedToken.Size size = this.token.size();
		return element("p", css("outcome" + mark(this.token.outcome())),
				element("strong", name(this.type, this.token.outcome())), " ",
				(size != null) ? element("span", size.token() + " bytes") : null,
				isOpaque() ? element("span", "opaque: only introspection shows its claims") : null,
				(this.token.error() != null) ? element("code", this.token.error().code()) : null);
	}

	static String name(TokenType type, Outcome outcome) {
		return switch (outcome) {
			case ISSUED -> type.isToken() ? "Issued" : "Answered";
			case REFUSED -> "Refused";
			case NOT_ISSUED -> type.isToken() ? "Not issued" : "Not answered";
			case NOT_PREVIEWABLE -> "Cannot be previewed";
		};
	}

	/**
	 * Returns whether the token is opaque, so that only introspection shows its claims.
	 */
	private boolean isOpaque() {
		return this.type == TokenType.ACCESS_TOKEN && this.token.outcome() == Outcome.ISSUED
				&& this.token.size() == null;
	}

	private @Nullable Html header() {
		return this.token.header().isEmpty() ? null
				: all(element("h3", "Header"),
						element("dl", css("pairs"),
								this.token.header()
									.entrySet()
									.stream()
									.map((member) -> pair(member.getKey(), element("code", json(member.getValue()))))
									.toList()));
	}

	private static Html pair(String name, Object value) {
		return element("div", element("dt", name), " ", element("dd", value));
	}

	/** Shows the claims. Those that rules set come first. */
	private @Nullable Html claims() {
		if (this.token.claims().isEmpty()) {
			return null;
		}
		Map<String, ClaimProvenance> sources = sources();
		return all(element("h3", "Claims"),
				element("ul", css("claims"),
						this.token.claims()
							.entrySet()
							.stream()
							.sorted(Comparator.comparing((claim) -> !sources.containsKey(claim.getKey())))
							.map((claim) -> claim(claim.getKey(), claim.getValue(), sources.get(claim.getKey())))
							.toList()));
	}

	private Map<String, ClaimProvenance> sources() {
		ClaimExplanation explanation = this.token.explanation();
		return (explanation != null) ? explanation.decision().provenance() : Map.of();
	}

	private Html claim(String name, Object value, @Nullable ClaimProvenance source) {
		Integer size = (this.token.size() != null) ? this.token.size().claims().get(name) : null;
		boolean varying = TokenPreview.varyingClaims().contains(name);
		return element("li", css((source != null) ? "ruled" : null),
				element("p", css("name"), element("b", name), " ",
						(size != null) ? element("span", size + " bytes") : null),
				element("p", css("value"), element("code", json(value)),
						varying ? all(" ", element("span", css("muted"), "differs in each token")) : null),
				(source != null) ? element("dl", css("pairs"), pair("Rule", source.rule()),
						pair("Origin", source.origin().toString()),
						source.overridden().isEmpty() ? null : pair("Overrode", String.join(", ", source.overridden())))
						: null);
	}

	private @Nullable Html skipped() {
		ClaimExplanation explanation = this.token.explanation();
		List<RuleOutcome> skipped = (explanation == null) ? List.of()
				: explanation.decision()
					.outcomes()
					.stream()
					.filter((outcome) -> outcome.status() != RuleOutcome.Status.APPLIED)
					.toList();
		return skipped.isEmpty() ? null : all(element("h3", "Rules that set no claim"),
				element("ul", css("claims"), skipped.stream().map(TokenSection::skipped).toList()));
	}

	private static Html skipped(RuleOutcome outcome) {
		return element("li",
				element("p", css("name"), element("b", outcome.claim()), " ",
						element("span", outcome.status().toString())),
				(outcome.detail() != null) ? element("p", css("value"), outcome.detail()) : null,
				source(outcome.rule(), outcome.origin()));
	}

	private static Html source(String rule, Origin origin) {
		return element("dl", css("pairs"), pair("Rule", rule), pair("Origin", origin.toString()));
	}

	private @Nullable Html hidden() {
		return this.token.notPreviewable().isEmpty() ? null
				: all(element("h3", "Cannot be previewed"),
						element("dl", css("pairs"),
								this.token.notPreviewable()
									.entrySet()
									.stream()
									.map((hidden) -> pair(hidden.getKey(), hidden.getValue()))
									.toList()));
	}

	private @Nullable Html notSelected() {
		ClaimExplanation explanation = this.token.explanation();
		if (explanation == null || explanation.notSelected().isEmpty()) {
			return null;
		}
		return element("details",
				element("summary", PolicyCoverage.counted(explanation.notSelected().size(), "rule") + " not selected"),
				element("ul", css("claims"),
						explanation.notSelected().stream().map(TokenSection::notSelected).toList()));
	}

	private static Html notSelected(ClaimExplanation.NotSelected rule) {
		return element("li",
				element("p", css("name"), element("b", rule.claim()), " ",
						element("span", rule.dimension().property() + " does not match")),
				source(rule.rule(), rule.origin()));
	}

	private @Nullable Html asJson() {
		return this.token.claims().isEmpty() ? null
				: element("details", css("json"), element("summary", "As JSON"),
						block("Claims of the " + title(this.type).toLowerCase(java.util.Locale.ROOT) + " as JSON",
								INDENTED.writeValueAsString(this.token.claims())));
	}

	/** Shows a text that scrolls sideways, also with the keyboard. */
	static Html block(String label, String text) {
		return element("pre", css("scroll"), attribute("role", "group"), attribute("aria-label", label),
				attribute("tabindex", "0"), text);
	}

}
