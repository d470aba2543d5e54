package io.github.claimsdsl.definition;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;

/**
 * A policy as it was declared: which tokens it is for, which claims it writes to them and
 * when it refuses them. Immutable. A policy is checked when it is compiled, not when it
 * is created.
 *
 * @param name the unique name
 * @param declaration where the policy was declared
 * @param selector which tokens the policy is for
 * @param namespace the prefix of the claims' names; empty for none
 * @param order the order among policies that write the same claim. Lower runs first, and
 * the first that has a value for the claim writes it
 * @param mode whether the policy is enforced; in report mode it changes no token
 * @param when the expressions that guard all claims and denials; all of them must be true
 * @param claims the rules, one for each claim
 * @param denials the denials
 * @since 0.1.0
 */
public record ClaimPolicy(String name, Declaration declaration, Selector selector, String namespace, int order,
		Mode mode, List<String> when, List<RuleDefinition> claims, List<DenialDefinition> denials) {

	/**
	 * Copies the lists.
	 */
	public ClaimPolicy {
		when = List.copyOf(when);
		claims = List.copyOf(claims);
		denials = List.copyOf(denials);
	}

	/**
	 * Returns the id of a rule. Decisions, logs and metrics name the rule by its id.
	 * @param rule the rule
	 * @return the id, such as {@code example-api.email}
	 */
	public String id(RuleDefinition rule) {
		return this.name + "." + rule.name();
	}

	/**
	 * Returns the id of a denial.
	 * @param denial the denial
	 * @return the id, such as {@code example-api.deny[0]}
	 */
	public String id(DenialDefinition denial) {
		return this.name + "." + denial.name();
	}

	/**
	 * Returns where a rule was declared.
	 * @param rule the rule
	 * @return its own declaration, or a declaration that names its place in this policy
	 */
	public Declaration declaration(RuleDefinition rule) {
		Declaration own = rule.declaration();
		return (own != null) ? own : within("claims." + rule.name());
	}

	/**
	 * Returns where a denial was declared.
	 * @param denial the denial
	 * @return its own declaration, or a declaration that names its place in this policy
	 */
	public Declaration declaration(DenialDefinition denial) {
		Declaration own = denial.declaration();
		return (own != null) ? own : within(denial.name());
	}

	private Declaration within(String part) {
		String subject = this.declaration.origin().subject() + "." + part;
		return new Declaration.Stated(Origin.of(subject), this.declaration.notation(),
				(attribute) -> subject + "." + attribute);
	}

	/**
	 * Returns the final name of a rule's claim, as tokens carry it.
	 * @param rule the rule
	 * @return the name with the policy's namespace before it; without the namespace if
	 * the name contains {@code ://} or starts with {@code urn:}
	 */
	public String claimName(RuleDefinition rule) {
		boolean absolute = rule.claim().contains("://") || rule.claim().startsWith("urn:");
		return absolute ? rule.claim() : this.namespace + rule.claim();
	}

	/**
	 * Starts to build a policy.
	 * @param name the unique name
	 * @return a builder
	 */
	public static Builder named(String name) {
		return new Builder(name);
	}

	/**
	 * Builds a {@link ClaimPolicy}. Not thread-safe.
	 */
	public static final class Builder {

		private final String name;

		private Declaration declaration;

		private Selector selector = Selector.NONE;

		private String namespace = "";

		private int order;

		private Mode mode = Mode.ENFORCE;

		private final List<String> when = new ArrayList<>();

		private final List<RuleDefinition> claims = new ArrayList<>();

		private final List<DenialDefinition> denials = new ArrayList<>();

		private Builder(String name) {
			this.name = name;
			this.declaration = Declaration.inJava(name);
		}

		/**
		 * Sets where the policy was declared. The default is Java code, under the
		 * policy's name.
		 * @param declaration the declaration
		 * @return this builder
		 */
		public Builder declaration(Declaration declaration) {
			this.declaration = declaration;
			return this;
		}

		/**
		 * Selects tokens by the granted API audience.
		 * @param audiences the audiences, any of which matches; or {@code any} for every
		 * token
		 * @return this builder
		 */
		public Builder audience(String... audiences) {
			return select(Dimension.AUDIENCE, List.of(audiences));
		}

		/**
		 * Selects tokens by the grant that authorized them.
		 * @param grantTypes the grant types, any of which matches
		 * @return this builder
		 */
		public Builder grantType(String... grantTypes) {
			return select(Dimension.GRANT_TYPE, List.of(grantTypes));
		}

		/**
		 * Selects tokens by the client that they are issued to.
		 * @param clients the client identifiers, any of which matches
		 * @return this builder
		 */
		public Builder client(String... clients) {
			return select(Dimension.CLIENT, List.of(clients));
		}

		/**
		 * Selects tokens by the authorized scopes.
		 * @param scopes the scopes, any of which matches
		 * @return this builder
		 */
		public Builder scope(String... scopes) {
			return select(Dimension.SCOPE, List.of(scopes));
		}

		/**
		 * Selects tokens and answers by their kind. The default is access tokens only.
		 * @param tokenTypes the token types, any of which matches
		 * @return this builder
		 */
		public Builder tokenType(TokenType... tokenTypes) {
			return select(Dimension.TOKEN_TYPE, List.of(tokenTypes).stream().map(TokenType::value).toList());
		}

		/**
		 * Selects tokens by whether they are issued for a grant or for a refresh token.
		 * The default is both.
		 * @param issuance the issuance
		 * @return this builder
		 */
		public Builder issuance(Issuance issuance) {
			return select(Dimension.ISSUANCE, List.of(issuance.value()));
		}

		/**
		 * Selects tokens by whether they are issued for a user or for the client itself.
		 * @param subject the subject
		 * @return this builder
		 */
		public Builder subject(Subject subject) {
			return select(Dimension.SUBJECT, List.of(subject.value()));
		}

		/**
		 * Selects tokens by their issuer, for servers that have several issuers.
		 * @param issuers the issuers' URLs, any of which matches
		 * @return this builder
		 */
		public Builder issuer(String... issuers) {
			return select(Dimension.ISSUER, List.of(issuers));
		}

		/**
		 * Selects tokens by a dimension. If the dimension is selected already, a token
		 * must match both.
		 * @param dimension the dimension
		 * @param values the values, as the author wrote them
		 * @return this builder
		 */
		public Builder select(Dimension dimension, List<String> values) {
			this.selector = this.selector.with(dimension, values);
			return this;
		}

		/**
		 * Sets the prefix of the claims' names.
		 * @param namespace the prefix
		 * @return this builder
		 */
		public Builder namespace(String namespace) {
			this.namespace = namespace;
			return this;
		}

		/**
		 * Sets the order among policies that write the same claim. The default is 0.
		 * @param order the order; lower runs first
		 * @return this builder
		 */
		public Builder order(int order) {
			this.order = order;
			return this;
		}

		/**
		 * Sets the mode. By default the policy is enforced. A policy in report mode is
		 * checked like any other, but changes no token: the decision only reports what
		 * the policy would have changed.
		 * @param mode the mode
		 * @return this builder
		 */
		public Builder mode(Mode mode) {
			this.mode = mode;
			return this;
		}

		/**
		 * Guards all claims and denials with a condition. If there is a condition
		 * already, both must be true.
		 * @param when the text of a boolean expression, or {@code null} to add none
		 * @return this builder
		 */
		public Builder when(@Nullable String when) {
			if (when != null) {
				this.when.add(when);
			}
			return this;
		}

		/**
		 * Adds a claim whose value is an expression.
		 * @param name the name of the claim
		 * @param expression the text of the expression
		 * @return this builder
		 */
		public Builder claim(String name, String expression) {
			return claim(RuleDefinition.of(name, new RuleValue.Expression(expression)));
		}

		/**
		 * Adds a claim that a Java function computes. The function must not read the
		 * user: use {@link RuleValue.Function} for one that does.
		 * @param name the name of the claim
		 * @param function computes the value
		 * @return this builder
		 */
		public Builder claim(String name, RuleFunction function) {
			return claim(RuleDefinition.of(name, new RuleValue.Function(function, false)));
		}

		/**
		 * Adds a rule that writes a claim.
		 * @param rule the rule
		 * @return this builder
		 */
		public Builder claim(RuleDefinition rule) {
			this.claims.add(rule);
			return this;
		}

		/**
		 * Adds a denial.
		 * @param denial the denial
		 * @return this builder
		 */
		public Builder deny(DenialDefinition denial) {
			this.denials.add(denial);
			return this;
		}

		/**
		 * Creates the policy.
		 * @return the policy
		 */
		public ClaimPolicy build() {
			return new ClaimPolicy(this.name, this.declaration, this.selector, this.namespace, this.order, this.mode,
					this.when, this.claims, this.denials);
		}

	}

}
