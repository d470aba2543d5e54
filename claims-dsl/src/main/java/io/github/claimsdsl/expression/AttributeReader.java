package io.github.claimsdsl.expression;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads a declared attribute of a user that is a map; also stands for that map's type.
 *
 * @param name the attribute's name
 * @param type its declared type
 */
record AttributeReader(String name, Type type) {

	private static final MethodHandle READ = readHandle();

	static BeanProperty property(String name, Type type) {
		if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || UnsupportedSyntax.isReserved(name) || isMapMember(name)) {
			throw new IllegalArgumentException("attribute '" + name + "' cannot be read by its name: "
					+ "use letters, digits and _, and no word of the language or member of java.util.Map");
		}
		return new BeanProperty(name, type, READ.bindTo(new AttributeReader(name, type)));
	}

	private static boolean isMapMember(String name) {
		return name.equals("class") || name.equals("empty")
				|| Arrays.stream(Map.class.getMethods()).map(Method::getName).anyMatch(name::equals);
	}

	private static MethodHandle readHandle() {
		try {
			return MethodHandles.lookup()
				.findVirtual(AttributeReader.class, "read", MethodType.methodType(Object.class, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	@Nullable Object read(Object user) {
		Object value = ((Map<?, ?>) user).get(this.name);
		if (value != null && !this.type.kind().holds(value)) {
			throw new EvaluationException("attribute '" + this.name + "' of user is declared as " + this.type
					+ " but holds a " + value.getClass().getName());
		}
		return value;
	}

}
