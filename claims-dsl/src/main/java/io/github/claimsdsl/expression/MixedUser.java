package io.github.claimsdsl.expression;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Reads a property of a user who is either a user of the application or known only by the
 * attributes of a login elsewhere. The class also stands for the type of such users.
 *
 * @param own reads the property of the application's users, or {@code null} if they do
 * not have it
 * @param attribute reads the property of other users, or {@code null} if they do not have
 * it
 */
record MixedUser(@Nullable MethodHandle own, @Nullable MethodHandle attribute) {

	private static final MethodHandle READ = readHandle();

	/**
	 * Returns the properties that either kind of user has. A property that only one kind
	 * has is {@code null} for the other.
	 */
	static Map<String, BeanProperty> properties(Class<?> type, Map<String, BeanProperty> own,
			Map<String, BeanProperty> attributes) {
		Map<String, BeanProperty> properties = new TreeMap<>();
		own.forEach((name, property) -> properties.put(name,
				property(name, property.type(), new MixedUser(property.getter(), null))));
		List<String> clashes = new ArrayList<>();
		attributes.forEach((name, attribute) -> {
			BeanProperty property = own.get(name);
			if (property == null) {
				properties.put(name, property(name, attribute.type(), new MixedUser(null, attribute.getter())));
				return;
			}
			Type both = common(property.type(), attribute.type());
			if (both != null) {
				properties.put(name, property(name, both, new MixedUser(property.getter(), attribute.getter())));
			}
			else {
				clashes.add("attribute '" + name + "' is declared as " + attribute.type() + ", but property '" + name
						+ "' of " + type.getSimpleName() + " is a " + property.type());
			}
		});
		if (!clashes.isEmpty()) {
			throw new IllegalArgumentException(String.join("; ", clashes));
		}
		return properties;
	}

	private static BeanProperty property(String name, Type type, MixedUser reader) {
		return new BeanProperty(name, type.orNull(), READ.bindTo(reader));
	}

	/** Returns the type of both, or {@code null} if they are of different kinds. */
	private static @Nullable Type common(Type own, Type attribute) {
		if (own.element() != null && attribute.element() != null
				&& common(own.element(), attribute.element()) == null) {
			return null;
		}
		if (own.is(attribute.kind())) {
			return own.join(attribute);
		}
		return (own.isCollection() && attribute.isCollection())
				? new Type(Type.Kind.SET, true, own.element(), null).join(attribute) : null;
	}

	private static MethodHandle readHandle() {
		try {
			return MethodHandles.lookup()
				.findVirtual(MixedUser.class, "read", MethodType.methodType(Object.class, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@Nullable Object read(Object user) throws Throwable {
		MethodHandle reader = (user instanceof UserAttributes) ? this.attribute : this.own;
		return (reader != null) ? (Object) reader.invokeExact(user) : null;
	}

}
