package io.github.claimsdsl.expression;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Checks at start-up which Java types can be claims. Only a value shows whether an
 * undeclared type, such as {@code Object}, is one.
 *
 * @since 0.1.0
 */
public final class ClaimTypes {

	private static final int MAX_DEPTH = 20;

	private final SecretNames secrets;

	private final Set<Class<?>> seen = new HashSet<>();

	private ClaimTypes(SecretNames secrets) {
		this.secrets = secrets;
	}

	/**
	 * Checks the return type of a Java rule.
	 * @param type the type, such as a method's generic return type
	 * @param secrets tells which names look like secrets
	 * @return the problem, or {@code null} if the type can be a claim
	 */
	public static @Nullable Problem check(Type type, SecretNames secrets) {
		Obstacle obstacle = new ClaimTypes(secrets).find(type, new Place("", Map.of(), 0));
		return (obstacle != null) ? problem(type, obstacle) : null;
	}

	/**
	 * Returns the class that cannot be a claim in a type, or {@code null} if there is
	 * none. Secrets are not considered.
	 */
	static @Nullable Class<?> unclaimable(Type type) {
		Obstacle obstacle = new ClaimTypes(SecretNames.DEFAULT).find(type, new Place("", Map.of(), 0));
		return (obstacle != null && obstacle.secret() == null) ? obstacle.type() : null;
	}

	/**
	 * Names what a claim can be instead of a type.
	 * @param type the type of a value that cannot be a claim
	 * @return the words, such as {@code a List}
	 */
	public static String instead(Class<?> type) {
		return ClaimClasses.instead(type);
	}

	/**
	 * The reason why a type cannot be a claim.
	 *
	 * @param code the code of the issue: {@code claim-type} or {@code secret-property}
	 * @param message what is wrong, as a phrase without a full stop at its end
	 * @param help how to fix it
	 */
	public record Problem(String code, String message, String help) {
	}

	/**
	 * The place of a type in the return type.
	 *
	 * @param path the component of a record, such as {@code Profile.picture}
	 * @param bound the types that the type variables stand for
	 * @param depth how deep the type is nested
	 */
	private record Place(String path, Map<TypeVariable<?>, Type> bound, int depth) {

		Place inside() {
			return new Place(this.path, this.bound, this.depth + 1);
		}

		Place of(RecordComponent component, Map<TypeVariable<?>, Type> bound) {
			String holder = this.path.isEmpty() ? component.getDeclaringRecord().getSimpleName() : this.path;
			return new Place(holder + "." + component.getName(), bound, this.depth + 1);
		}
	}

	private record Obstacle(Class<?> type, String path, @Nullable String secret) {
	}

	private static Problem problem(Type type, Obstacle obstacle) {
		String returned = "the rule returns " + type.getTypeName().replaceAll("\\w+[.$](?=\\w)", "");
		if (obstacle.secret() != null) {
			return new Problem("secret-property", returned + ", and " + obstacle.path() + " looks like a secret",
					"Leave the component out. If it is not a secret, allow the name '" + obstacle.secret() + "'.");
		}
		String instead = ClaimClasses.instead(obstacle.type());
		String name = obstacle.type().getSimpleName();
		if (!obstacle.path().isEmpty()) {
			return new Problem("claim-type",
					returned + ", and " + obstacle.path() + " holds " + name + ", which cannot be a claim",
					"Let the component be " + instead + ", or leave it out.");
		}
		boolean itself = type == obstacle.type()
				|| (type instanceof ParameterizedType parameterized && parameterized.getRawType() == obstacle.type());
		return new Problem("claim-type",
				returned + (itself ? ", which cannot be a claim" : ", and " + name + " cannot be a claim"),
				"Return " + instead + ".");
	}

	private @Nullable Obstacle find(Type type, Place place) {
		if (place.depth() > MAX_DEPTH) {
			return null;
		}
		if (type instanceof Class<?> plain) {
			return ofClass(plain, new Type[0], place);
		}
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw) {
			return ofClass(raw, parameterized.getActualTypeArguments(), place);
		}
		if (type instanceof GenericArrayType array) {
			return find(array.getGenericComponentType(), place.inside());
		}
		if (type instanceof WildcardType wildcard) {
			return find(wildcard.getUpperBounds()[0], place.inside());
		}
		return (type instanceof TypeVariable<?> variable) ? ofVariable(variable, place) : null;
	}

	private @Nullable Obstacle ofVariable(TypeVariable<?> variable, Place place) {
		Type bound = place.bound().getOrDefault(variable, variable.getBounds()[0]);
		return find(bound, place.inside());
	}

	private @Nullable Obstacle ofClass(Class<?> type, Type[] arguments, Place place) {
		if (type.isArray() && !ClaimClasses.isRawText(type)) {
			return find(type.getComponentType(), place.inside());
		}
		if (!ClaimClasses.canBeClaim(type)) {
			return new Obstacle(type, place.path(), null);
		}
		if (type.isRecord()) {
			return this.seen.add(type) ? ofRecord(type, arguments, place) : null;
		}
		if (type.isInterface() && type.isSealed()) {
			return ofSealed(type, place);
		}
		return ofContainer(type, arguments, place);
	}

	private @Nullable Obstacle ofContainer(Class<?> type, Type[] arguments, Place place) {
		if (Map.class.isAssignableFrom(type)) {
			List<Type> entry = TypeArguments.of(type, List.of(arguments), Map.class);
			return (entry.isEmpty() || isText(entry.get(0), place)) ? ofElement(entry, place)
					: new Obstacle(type, place.path(), null);
		}
		if (Collection.class.isAssignableFrom(type)) {
			return ofElement(TypeArguments.of(type, List.of(arguments), Collection.class), place);
		}
		return (type == Optional.class) ? ofElement(List.of(arguments), place) : null;
	}

	/**
	 * Checks the last type argument of a container, which is the type of its elements.
	 */
	private @Nullable Obstacle ofElement(List<Type> arguments, Place place) {
		return arguments.isEmpty() ? null : find(arguments.get(arguments.size() - 1), place.inside());
	}

	private static boolean isText(Type key, Place place) {
		Type bound = (key instanceof TypeVariable<?> variable) ? place.bound().getOrDefault(variable, Object.class)
				: key;
		return !(bound instanceof Class<?> known) || known.isAssignableFrom(String.class);
	}

	private @Nullable Obstacle ofRecord(Class<?> type, Type[] arguments, Place place) {
		Map<TypeVariable<?>, Type> bound = new HashMap<>();
		for (int i = 0; i < arguments.length; i++) {
			boolean itself = arguments[i] instanceof TypeVariable<?> variable && !place.bound().containsKey(variable);
			if (!itself) {
				bound.put(type.getTypeParameters()[i], resolved(arguments[i], place));
			}
		}
		return Arrays.stream(type.getRecordComponents())
			.map((component) -> ofComponent(component, place.of(component, bound)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Type resolved(Type argument, Place place) {
		return (argument instanceof TypeVariable<?> variable) ? place.bound().getOrDefault(variable, variable)
				: argument;
	}

	private @Nullable Obstacle ofComponent(RecordComponent component, Place place) {
		String name = component.getName();
		return this.secrets.isSecret(name) ? new Obstacle(component.getType(), place.path(), name)
				: find(component.getGenericType(), place);
	}

	/** Checks a sealed interface. It can be a claim if one of its classes can. */
	private @Nullable Obstacle ofSealed(Class<?> type, Place place) {
		if (!this.seen.add(type)) {
			return null;
		}
		List<@Nullable Obstacle> obstacles = Arrays.stream(type.getPermittedSubclasses())
			.map((permitted) -> find(permitted, place.inside()))
			.toList();
		return obstacles.stream()
			.filter((obstacle) -> obstacle != null && obstacle.secret() != null)
			.findFirst()
			.orElse(obstacles.contains(null) ? null : obstacles.get(0));
	}

}
