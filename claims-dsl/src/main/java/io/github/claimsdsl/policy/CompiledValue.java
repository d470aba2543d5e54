package io.github.claimsdsl.policy;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.expression.ClaimExpression;

/**
 * Computes the value of a claim or the condition of a deny rule. Immutable.
 */
sealed interface CompiledValue {

	@Nullable Object get(Evaluation evaluation) throws Exception;

	/** Tells whether the value depends on the user. */
	boolean needsUser();

	/** Tells whether the value cannot be computed because there is no user. */
	boolean lacksUser(Evaluation evaluation);

	/** Returns the names of the request parameters that the value depends on. */
	Set<String> parameters();

	/** Tells whether a preview computes the same value as for an issued token. */
	boolean isPreviewable();

	/** Tells whether the value, or a part of it, may be an object of the application. */
	boolean mayBeObject();

	/** Returns the class whose stack frames tell where the value failed. */
	Class<?> owner();

	/** Describes how the value is computed, for a review. */
	String describe(Origin origin);

	record OfExpression(ClaimExpression expression) implements CompiledValue {

		@Override
		public @Nullable Object get(Evaluation evaluation) {
			return this.expression.evaluate(evaluation.inputs());
		}

		@Override
		public boolean needsUser() {
			return this.expression.readsUser();
		}

		@Override
		public boolean lacksUser(Evaluation evaluation) {
			return needsUser() && evaluation.isUserMissing();
		}

		@Override
		public Set<String> parameters() {
			return this.expression.parameters();
		}

		@Override
		public boolean isPreviewable() {
			return true;
		}

		@Override
		public boolean mayBeObject() {
			return false;
		}

		@Override
		public Class<?> owner() {
			return ClaimExpression.class;
		}

		@Override
		public String describe(Origin origin) {
			return this.expression.canonical();
		}
	}

	record OfFunction(RuleFunction function, boolean needsUser) implements CompiledValue {

		@Override
		public @Nullable Object get(Evaluation evaluation) throws Exception {
			return this.function.apply(evaluation.request());
		}

		@Override
		public boolean lacksUser(Evaluation evaluation) {
			if (!this.needsUser) {
				return false;
			}
			Object user = evaluation.request().user();
			return user == null || !this.function.accepts(user);
		}

		@Override
		public Set<String> parameters() {
			return this.function.parameters();
		}

		@Override
		public boolean isPreviewable() {
			return this.function.isPreviewable();
		}

		@Override
		public boolean mayBeObject() {
			return true;
		}

		@Override
		public Class<?> owner() {
			return this.function.declaringType();
		}

		@Override
		public String describe(Origin origin) {
			return "Java " + origin.subject();
		}
	}

}
