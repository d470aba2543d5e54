package io.github.claimsdsl.expression;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function of the language: a static method and its signature. Immutable.
 *
 * @param name the name in expressions
 * @param parameters the parameters
 * @param resultType the Java type of the result
 * @param result when the result may be {@code null}
 * @param owner the class that declares the method
 * @param handle calls the method; takes and returns {@link Object}
 * @param description what the function does, or an empty text
 * @param example an expression that calls the function, or an empty text
 */
record Function(String name, List<FunctionParameter> parameters, java.lang.reflect.Type resultType,
		ClaimFunction.Result result, Class<?> owner, MethodHandle handle, String description, String example) {

	private static final Set<String> READERS = Set.of("date", "time");

	private static final Set<String> COUNTS = Set.of("size", "isEmpty");

	private static final long READING = 100;

	static Function of(Method method) {
		check(method, Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()),
				"must be public and static");
		check(method, !UnsupportedSyntax.isReserved(method.getName()), "must not have the name of a reserved word");
		return ofAny(method);
	}

	/** Creates a row of the table of methods. Its first parameter is the receiver. */
	static Function ofMethod(Method method) {
		return ofAny(method);
	}

	private static Function ofAny(Method method) {
		check(method, !method.isVarArgs(), "must not be variadic");
		check(method, method.getReturnType() != void.class && !method.getReturnType().isPrimitive(),
				"must return a boxed type");
		List<FunctionParameter> parameters = Arrays.stream(method.getParameters()).map(FunctionParameter::of).toList();
		ClaimFunction annotation = method.getAnnotation(ClaimFunction.class);
		ClaimFunction.Result result = (annotation != null) ? annotation.result()
				: ClaimFunction.Result.NULL_IF_ANY_ARGUMENT_IS;
		return new Function(method.getName(), parameters, method.getGenericReturnType(), result,
				method.getDeclaringClass(), handle(method, parameters),
				(annotation != null) ? annotation.description() : "", (annotation != null) ? annotation.example() : "");
	}

	private static void check(Method method, boolean condition, String requirement) {
		if (!condition) {
			throw new IllegalArgumentException("function " + method + " " + requirement);
		}
	}

	private static MethodHandle handle(Method method, List<FunctionParameter> parameters) {
		Class<?>[] types = method.getParameterTypes();
		for (int i = 0; i < types.length; i++) {
			types[i] = switch (parameters.get(i).role()) {
				case PATTERN -> Pattern.class;
				case FUNCTION_NAME -> Function.class;
				case VALUE -> types[i];
			};
		}
		try {
			Method target = method.getDeclaringClass().getDeclaredMethod(method.getName(), types);
			target.setAccessible(true);
			return MethodHandles.lookup().unreflect(target).asType(MethodType.genericMethodType(types.length));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException("function " + method
					+ " needs a second method with the same name that takes com.google.re2j.Pattern instead of the text of the pattern",
					ex);
		}
	}

	/**
	 * Returns the additional work of functions that are slow for the size of their
	 * arguments. They read a date or time from a text, and Java throws a costly exception
	 * if it cannot.
	 */
	long work() {
		return (this.owner == ClaimFunctions.class && READERS.contains(this.name)) ? READING : 0;
	}

	/** Tells whether the function looks for all matches of a pattern. */
	boolean isSearch() {
		return this.parameters.size() > 1 && this.parameters.get(1).role() == FunctionParameter.Role.PATTERN
				&& this.parameters.get(0).isOf(String.class) && this.resultType != Boolean.class;
	}

	/** Tells whether the function reads no element of its collection or map. */
	boolean isCount() {
		return this.owner == CollectionMethods.class && COUNTS.contains(this.name);
	}

	/** Calls a function that has one parameter. */
	@Nullable Object apply(@Nullable Object argument) {
		try {
			return (Object) this.handle.invokeExact(argument);
		}
		catch (Throwable ex) {
			throw failure(ex);
		}
	}

	/**
	 * Tells whether the result is {@code true} or {@code false} if an argument is null.
	 */
	boolean isPredicate() {
		return this.result == ClaimFunction.Result.FALSE_IF_ANY_ARGUMENT_IS
				|| this.result == ClaimFunction.Result.TRUE_IF_ANY_ARGUMENT_IS;
	}

	/** Tells whether the function reads its second argument only if the first is null. */
	boolean isCoalesce() {
		return this.owner == ClaimFunctions.class && this.name.equals("coalesce");
	}

	/** Tells whether the result is decided if an argument is null. */
	boolean isDecidedByNull() {
		return isPredicate() || this.result == ClaimFunction.Result.NULL_IF_ANY_ARGUMENT_IS;
	}

	/** Returns the result if an argument is null. */
	@Nullable Object ofNull() {
		return isPredicate() ? (Object) (this.result == ClaimFunction.Result.TRUE_IF_ANY_ARGUMENT_IS) : null;
	}

	RuntimeException failure(Throwable ex) {
		return EvaluationException.of("function '" + this.name + "'", ex, this.owner);
	}

	Type type(List<Type> arguments) {
		Type type = FunctionParameter.resolve(this.resultType, variable(arguments));
		return type.withNullable(isNullable(arguments));
	}

	private Type variable(List<Type> arguments) {
		Type variable = null;
		for (int i = 0; i < arguments.size(); i++) {
			Type bound = this.parameters.get(i).bind(arguments.get(i));
			variable = (variable == null || bound == null) ? orElse(bound, variable) : variable.join(bound);
		}
		return (variable != null) ? variable : Type.ANY;
	}

	private static @Nullable Type orElse(@Nullable Type first, @Nullable Type second) {
		return (first != null) ? first : second;
	}

	private boolean isNullable(List<Type> arguments) {
		return switch (this.result) {
			case NULL_IF_ANY_ARGUMENT_IS -> arguments.stream().anyMatch(Type::nullable);
			case NULL_IF_ALL_ARGUMENTS_ARE -> arguments.stream().allMatch(Type::nullable);
			case MAY_BE_NULL -> true;
			case NEVER_NULL, FALSE_IF_ANY_ARGUMENT_IS, TRUE_IF_ANY_ARGUMENT_IS -> false;
		};
	}

	/** Returns the signature of a row of the table of methods. */
	String methodSignature() {
		List<String> arguments = this.parameters.stream().skip(1).map(FunctionParameter::toString).toList();
		return "(" + this.parameters.get(0) + ")." + this.name + "(" + String.join(", ", arguments) + ")";
	}

	String signature() {
		return this.name + "(" + String.join(", ", this.parameters.stream().map(FunctionParameter::toString).toList())
				+ ")";
	}

}
