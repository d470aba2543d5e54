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
 * A policy as declared: which tokens it is for and which claims it gives them. Immutable;
 * nothing is checked before it is compiled.
 *
 * @param name the unique name
 * @param declaration where it was declared
 * @param selector which tokens it is for
 * @param namespace the prefix of its claims' names, empty for none
 * @param order its place among policies that write the same claim; lower runs first
 * @param mode whether it is enforced; in report mode it changes no token
 * @param when the texts of the conditions that guard all its rules: all must hold
 * @param claims its rules
 * @param denials its denials
 * @since 0.1.0
 */
public record ClaimPolicy(String name, Declaration declaration, Selector selector, String namespace, int order,
		Mode mode, List<String> when, List<RuleDefinition> claims, List<DenialDefinition> denials) {

	/**
	 * Copies the rules.
	 * @param name the unique name
	 * @param declaration where it was declared
	 * @param selector which tokens it is for
	 * @param namespace the prefix of its claims' names, empty for none
	 * @param order its place among policies that write the same claim
	 * @param mode whether it is enforced
	 * @param when the texts of the conditions that guard all its rules: all must hold
	 * @param claims its rules
	 * @param denials its denials
	 */
	public ClaimPolicy {
		when = List.copyOf(when);
		claims = List.copyOf(claims);
		denials = List.copyOf(denials);
	}

	/**
	 * Returns the id of one of the rules, by which decisions, logs and metrics name it.
	 * @param rule the rule
	 * @return the id, such as {@code example-api.email}
	 */
	public String id(RuleDefinition rule) {
		return this.name + "." + rule.name();
	}

	/**
	 * Returns the id of one of the denials.
	 * @param denial the denial
	 * @return the id, such as {@code example-api.deny[0]}
	 */
	public String id(DenialDefinition denial) {
		return this.name + "." + denial.name();
	}

	/**
	 * Returns where one of the rules was declared.
	 * @param rule the rule
	 * @return its own declaration, or a place in this policy if it has none
	 */
	public Declaration declaration(RuleDefinition rule) {
		Declaration own = rule.declaration();
		return (own != null) ? own : within("claims." + rule.name());
	}

	/**
	 * Returns where one of the denials was declared.
	 * @param denial the denial
	 * @return its own declaration, or a place in this policy if it has none
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
	 * Returns the name that one of the rules' claim has in tokens.
	 * @param rule the rule
	 * @return the name, with the policy's namespace where it applies
	 */
	public String claimName(RuleDefinition rule) {
		boolean absolute = rule.claim().contains("://") || rule.claim().startsWith("urn:");
		return absolute ? rule.claim() : this.namespace + rule.claim();
	}

	/**
	 * Starts a policy.
	 * @param name the unique name
	 * @return a builder
	 */
	public static Builder named(String name) {
		return new Builder(name);
	}

	/**
	 * Collects the parts of a policy. Not thread-safe.
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
		 * Sets where the policy was declared; in Java if it is not called.
		 * @param declaration the declaration
		 * @return this builder
		 */
		public Builder declaration(Declaration declaration) {
			this.declaration = declaration;
			return this;
		}

		/**
		 * Selects on the granted API audience.
		 * @param audiences the audiences, or {@code any}
		 * @return this builder
		 */
		public Builder audience(String... audiences) {
			return select(Dimension.AUDIENCE, List.of(audiences));
		}

		/**
		 * Selects on the grant that authorised the token.
		 * @param grantTypes the grant types
		 * @return this builder
		 */
		public Builder grantType(String... grantTypes) {
			return select(Dimension.GRANT_TYPE, List.of(grantTypes));
		}

		/**
		 * Selects on the client.
		 * @param clients the client identifiers
		 * @return this builder
		 */
		public Builder client(String... clients) {
			return select(Dimension.CLIENT, List.of(clients));
		}

		/**
		 * Selects on the authorised scopes: any of those given.
		 * @param scopes the scopes
		 * @return this builder
		 */
		public Builder scope(String... scopes) {
			return select(Dimension.SCOPE, List.of(scopes));
		}

		/**
		 * Selects on the kind of token; access tokens if it is not called.
		 * @param tokenTypes the token types
		 * @return this builder
		 */
		public Builder tokenType(TokenType... tokenTypes) {
			return select(Dimension.TOKEN_TYPE, List.of(tokenTypes).stream().map(TokenType::value).toList());
		}

		/**
		 * Selects on whether the token is the first of its authorization.
		 * @param issuance the issuance
		 * @return this builder
		 */
		public Builder issuance(Issuance issuance) {
			return select(Dimension.ISSUANCE, List.of(issuance.value()));
		}

		/**
		 * Selects on whether the token is issued for a user or for a client of its own.
		 * @param subject the subject
		 * @return this builder
		 */
		public Builder subject(Subject subject) {
			return select(Dimension.SUBJECT, List.of(subject.value()));
		}

		/**
		 * Selects on the issuer of the token, where a server has several.
		 * @param issuers the issuers' URLs
		 * @return this builder
		 */
		public Builder issuer(String... issuers) {
			return select(Dimension.ISSUER, List.of(issuers));
		}

		/**
		 * States a dimension with values as an author wrote them.
		 * @param dimension the dimension
		 * @param values the values
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
		 * Sets the order; 0 if it is not called.
		 * @param order lower runs first
		 * @return this builder
		 */
		public Builder order(int order) {
			this.order = order;
			return this;
		}

		/**
		 * Sets the mode; the policy is enforced if it is not called. A policy in report
		 * mode is checked like any other, but decides nothing: a decision tells what it
		 * would have changed.
		 * @param mode the mode
		 * @return this builder
		 */
		public Builder mode(Mode mode) {
			this.mode = mode;
			return this;
		}

		/**
		 * Guards all claims and denials with a condition. Where there is one already,
		 * both must hold.
		 * @param when the text of an expression, or {@code null} for none
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
		 * Adds a claim that Java computes without reading the user.
		 * @param name the name of the claim
		 * @param function computes the value
		 * @return this builder
		 */
		public Builder claim(String name, RuleFunction function) {
			return claim(RuleDefinition.of(name, new RuleValue.Function(function, false)));
		}

		/**
		 * Adds a rule.
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
