package io.github.claimsdsl.expression;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads a declared entry of a map. The class also stands for the type of a user that is a
 * map.
 *
 * @param what the description of the entry, for messages
 * @param name the name of the entry
 * @param type the declared type of the entry
 */
record AttributeReader(String what, String name, Type type) {

	private static final MethodHandle READ = readHandle();

	static BeanProperty property(String name, Type type) {
		if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || UnsupportedSyntax.isReserved(name) || isMapMember(name)) {
			throw new IllegalArgumentException("attribute '" + name + "' cannot be read by its name: "
					+ "use letters, digits and _, and avoid reserved words of the language and the names of methods of java.util.Map");
		}
		return new BeanProperty(name, type, getter("attribute '" + name + "' of user", name, type));
	}

	static MethodHandle getter(String what, String name, Type type) {
		return READ.bindTo(new AttributeReader(what, name, type));
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

	@Nullable Object read(Object map) {
		Object value = ((Map<?, ?>) map).get(this.name);
		if (value != null && !this.type.kind().holds(value)) {
			throw new EvaluationException(
					this.what + " is declared as " + this.type + " but holds a " + value.getClass().getName());
		}
		return value;
	}

}
