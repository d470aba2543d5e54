package io.github.claimsdsl.policy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.expression.ClaimExpression;
import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks the claim {@code may_act}, an object that names who may act for the subject of a
 * token (RFC 8693 section 4.4). More parties may act if the claim is absent or names
 * nobody, so a wrong value refuses the token.
 */
final class MayAct {

	private static final String CLAIM = "may_act";

	private static final String SUBJECT = "sub";

	private static final String ISSUER = "iss";

	private static final Set<Kind> MAPS = EnumSet.of(Kind.MAP, Kind.ANY, Kind.NULL);

	private static final String HELP = "Write a map with a text 'sub', such as ['sub': 'gateway'].";

	private final Issues issues;

	MayAct(Issues issues) {
		this.issues = issues;
	}

	static boolean is(String claim) {
		return claim.equals(CLAIM);
	}

	/** Checks the value for a token. */
	static void check(Object value) {
		if (!(value instanceof Map<?, ?> actor) || !isName(actor.get(SUBJECT))
				|| (actor.get(ISSUER) != null && !isName(actor.get(ISSUER)))) {
			throw new UnsupportedValueException(
					"is not an object with a text 'sub'; if it has 'iss', that must be a text too (RFC 8693 section 4.4)",
					"a map such as ['sub': 'gateway']");
		}
	}

	private static boolean isName(@Nullable Object value) {
		return value instanceof String text && !text.isBlank();
	}

	/** Checks a rule that writes the claim. */
	void check(RuleDefinition rule, CompiledValue value, Declaration declaration) {
		if (rule.onError() == OnError.OMIT_CLAIM) {
			this.issues.add("may-act", declaration.origin(),
					"may_act cannot have " + declaration.notation().of("on-error", "omit-claim")
							+ ", because more clients may exchange a token without may_act",
					"Remove it: a rule that fails refuses the token.");
		}
		String wrong = (rule.value() instanceof RuleValue.Function function) ? wrong(function.function().resultType())
				: (value instanceof CompiledValue.OfExpression read) ? wrong(read.expression()) : null;
		if (wrong != null) {
			this.issues.add("may-act", declaration.origin(),
					wrong + ", but may_act is an object that names the actor (RFC 8693 section 4.4)", HELP);
		}
	}

	private static @Nullable String wrong(ClaimExpression expression) {
		if (!MAPS.contains(expression.type().kind())) {
			return "the value is a " + expression.type();
		}
		return expression.givesMapWithout(SUBJECT) ? "the map has no text 'sub'" : null;
	}

	private static @Nullable String wrong(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return (parameterized.getRawType() == Optional.class) ? wrong(parameterized.getActualTypeArguments()[0])
					: wrong(parameterized.getRawType());
		}
		if (!(type instanceof Class<?> returned)) {
			return null;
		}
		boolean named = !returned.isRecord() || Arrays.stream(returned.getRecordComponents())
			.map(RecordComponent::getName)
			.anyMatch(SUBJECT::equals);
		return (isScalar(returned) || !named)
				? "the rule returns " + returned.getSimpleName() + (named ? "" : ", which has no component 'sub'")
				: null;
	}

	private static boolean isScalar(Class<?> type) {
		return type.isPrimitive() || type.isArray() || type.isEnum()
				|| Stream
					.of(CharSequence.class, Number.class, Boolean.class, Collection.class, TemporalAccessor.class,
							Date.class, UUID.class)
					.anyMatch((scalar) -> scalar.isAssignableFrom(type));
	}

}
