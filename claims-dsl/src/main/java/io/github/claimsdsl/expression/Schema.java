package io.github.claimsdsl.expression;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.Client;

/**
 * What expressions can read: the inputs {@code user}, {@code client}, {@code request},
 * {@code token}, {@code actor} and {@code now}, with their types. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class Schema {

	private final Map<String, Type> inputs = new TreeMap<>();

	/** The properties of a user that is no object of a class. */
	private final Map<String, BeanProperty> attributes = new TreeMap<>();

	private final Map<Class<?>, Map<String, BeanProperty>> beans = new ConcurrentHashMap<>();

	private final Set<String> parameters;

	private final SecretNames secretNames;

	private Schema() {
		this.parameters = Set.of();
		this.secretNames = SecretNames.DEFAULT;
		this.inputs.put("client", Type.bean(Client.class));
		this.inputs.put("request", Type.bean(RequestInput.class));
		this.inputs.put("token", Type.bean(TokenInput.class));
		this.inputs.put("actor", Type.bean(Actor.class).orNull());
		this.inputs.put("now", Type.TIME);
	}

	private Schema(Schema other, Set<String> parameters, SecretNames secretNames) {
		this.inputs.putAll(other.inputs);
		this.attributes.putAll(other.attributes);
		this.parameters = Set.copyOf(parameters);
		this.secretNames = secretNames;
	}

	/**
	 * Creates a schema whose {@code user} has the properties of a class: the components
	 * of a record, or the getters of a bean. A property is nullable unless it is
	 * primitive, annotated as non-null, or in {@code @NullMarked} code. Properties that
	 * look like secrets are left out: see {@link SecretNames}.
	 * @param type the class of the application's user
	 * @return the schema
	 * @throws IllegalArgumentException if the class cannot be read
	 */
	public static Schema forUser(Class<?> type) {
		Schema schema = new Schema();
		schema.inputs.put("user", Type.bean(type));
		schema.properties(type);
		return schema;
	}

	/**
	 * Creates a schema whose {@code user} is a map with declared attributes.
	 * @param attributes the types of the attributes, by name
	 * @return the schema
	 * @throws IllegalArgumentException if a name is a word of the language or is read by
	 * MVEL as something else
	 */
	public static Schema forAttributes(Map<String, Type> attributes) {
		Schema schema = new Schema();
		schema.attributes.putAll(readers(attributes));
		schema.inputs.put("user", Type.bean(AttributeReader.class));
		return schema;
	}

	/**
	 * Creates a schema whose {@code user} is of a class, or is known by declared
	 * attributes alone: {@link UserAttributes}. It has the properties of both, each of
	 * which is nullable: what only one of them has is {@code null} for the other.
	 * @param type the class of the application's user
	 * @param attributes the types of the attributes of other users, by name
	 * @return the schema
	 * @throws IllegalArgumentException if the class cannot be read, a name is a word of
	 * the language or is read by MVEL as something else, or a property and an attribute
	 * of the same name are of different kinds
	 */
	public static Schema forUser(Class<?> type, Map<String, Type> attributes) {
		Schema schema = new Schema();
		schema.inputs.put("user", Type.bean(MixedUser.class));
		schema.attributes.putAll(MixedUser.properties(type, BeanProperty.of(type), readers(attributes)));
		return schema;
	}

	private static Map<String, BeanProperty> readers(Map<String, Type> attributes) {
		Map<String, BeanProperty> properties = new TreeMap<>();
		attributes.forEach((name, type) -> properties.put(name, AttributeReader.property(name, type)));
		return properties;
	}

	/**
	 * Creates a schema without a {@code user}.
	 * @return the schema
	 */
	public static Schema withoutUser() {
		return new Schema();
	}

	/**
	 * Lets expressions read request parameters, each by its name.
	 * @param names the names, such as {@code tenant} for
	 * {@code request.parameters['tenant']}
	 * @return a copy of this schema in which these parameters can be read, and no others
	 */
	public Schema withParameters(Set<String> names) {
		return new Schema(this, names, this.secretNames);
	}

	/**
	 * Decides which names look like secrets: such properties and keys cannot be read, and
	 * no claim may hold them.
	 * @param names the rule
	 * @return a copy of this schema with that rule
	 */
	public Schema withSecretNames(SecretNames names) {
		return new Schema(this, this.parameters, names);
	}

	/**
	 * Returns the request parameters that expressions can read.
	 * @return their names, unmodifiable; none unless they were declared
	 */
	public Set<String> parameters() {
		return this.parameters;
	}

	/**
	 * Returns which names look like secrets.
	 * @return the rule
	 */
	public SecretNames secretNames() {
		return this.secretNames;
	}

	Map<String, Type> inputs() {
		return this.inputs;
	}

	Map<String, BeanProperty> properties(Class<?> bean) {
		return this.beans.computeIfAbsent(bean, this::read);
	}

	private Map<String, BeanProperty> read(Class<?> bean) {
		Map<String, BeanProperty> all = isNoClass(bean) ? new TreeMap<>(this.attributes) : BeanProperty.of(bean);
		all.keySet().removeIf(this.secretNames::isSecret);
		return all;
	}

	private static boolean isNoClass(Class<?> bean) {
		return bean == AttributeReader.class || bean == MixedUser.class;
	}

	/** Whether an object has such a property but keeps it to itself. */
	boolean isSecret(Class<?> bean, String name) {
		return this.secretNames.isSecret(name)
				&& (isNoClass(bean) ? this.attributes.containsKey(name) : BeanProperty.isProperty(bean, name));
	}

}
