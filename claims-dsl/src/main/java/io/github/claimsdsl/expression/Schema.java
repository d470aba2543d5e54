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
 */
public final class Schema {

	private final Map<String, Type> inputs = new TreeMap<>();

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
		attributes.forEach((name, type) -> schema.attributes.put(name, AttributeReader.property(name, type)));
		schema.inputs.put("user", Type.bean(AttributeReader.class));
		return schema;
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
		Map<String, BeanProperty> all = (bean == AttributeReader.class) ? new TreeMap<>(this.attributes)
				: BeanProperty.of(bean, this.secretNames);
		all.keySet().removeIf(this.secretNames::isSecret);
		return all;
	}

	/** Whether an object has such a property but keeps it to itself. */
	boolean isSecret(Class<?> bean, String name) {
		return this.secretNames.isSecret(name) && ((bean == AttributeReader.class) ? this.attributes.containsKey(name)
				: BeanProperty.isProperty(bean, name));
	}

}
