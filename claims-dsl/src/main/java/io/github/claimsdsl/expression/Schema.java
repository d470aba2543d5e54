package io.github.claimsdsl.expression;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.Client;

/**
 * The inputs that expressions can read, and their types: {@code user}, {@code client},
 * {@code request}, {@code token}, {@code actor} and {@code now}. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class Schema {

	private final Map<String, Type> inputs = new TreeMap<>();

	/** The properties of the user, if they are declared and not those of a class. */
	private final Map<String, BeanProperty> attributes = new TreeMap<>();

	/** The declared entries of the maps of a client, by the type of the map. */
	private final Map<Class<?>, Map<String, BeanProperty>> clientMaps = new HashMap<>();

	private final Map<Class<?>, Map<String, BeanProperty>> beans = new ConcurrentHashMap<>();

	private final Set<String> parameters;

	private final SecretNames secretNames;

	/** The properties of a client that can be read; empty for all. */
	private final Set<String> ofClient;

	/**
	 * Tells which accessors never return {@code null}, if Java's types and annotations do
	 * not say so.
	 */
	private final Predicate<Method> nonNull;

	private Schema() {
		this.nonNull = (accessor) -> false;
		this.parameters = Set.of();
		this.secretNames = SecretNames.DEFAULT;
		this.ofClient = Set.of();
		this.inputs.put("client", Type.bean(Client.class));
		this.inputs.put("request", Type.bean(RequestInput.class));
		this.inputs.put("token", Type.bean(TokenInput.class));
		this.inputs.put("actor", Type.bean(Actor.class).orNull());
		this.inputs.put("now", Type.TIME);
	}

	private Schema(Schema other, Set<String> parameters, SecretNames secretNames) {
		this(other, parameters, secretNames, other.nonNull);
	}

	private Schema(Schema other, Set<String> parameters, SecretNames secretNames, Predicate<Method> nonNull) {
		this.nonNull = nonNull;
		this.inputs.putAll(other.inputs);
		this.attributes.putAll(other.attributes);
		this.clientMaps.putAll(other.clientMaps);
		this.parameters = Set.copyOf(parameters);
		this.secretNames = secretNames;
		this.ofClient = other.ofClient;
	}

	private Schema(Map<String, Type> settings) {
		this.nonNull = (accessor) -> false;
		this.parameters = Set.of();
		this.secretNames = SecretNames.DEFAULT;
		this.ofClient = Set.of("id", "settings");
		this.inputs.put("client", Type.bean(Client.class));
		this.clientMaps.put(ClientMaps.Settings.class, ClientMaps.entries("client.settings", settings));
	}

	/**
	 * Creates a schema whose {@code user} has the properties of a class: the components
	 * of a record, or the getters of a bean. A property is nullable unless it is
	 * primitive, annotated as non-null, or in {@code @NullMarked} code. Properties that
	 * look like secrets are left out: see {@link SecretNames}.
	 * @param type the class of the application's user
	 * @return the schema
	 * @throws IllegalArgumentException if the properties of the class cannot be read
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
	 * @throws IllegalArgumentException if a name is a reserved word of the language or a
	 * member of {@link Map}
	 */
	public static Schema forAttributes(Map<String, Type> attributes) {
		Schema schema = new Schema();
		schema.attributes.putAll(readers(attributes));
		schema.inputs.put("user", Type.bean(AttributeReader.class));
		return schema;
	}

	/**
	 * Creates a schema for two kinds of users: objects of a class, and
	 * {@link UserAttributes} with declared attributes. The {@code user} has the
	 * properties of both. All of them are nullable, because a property that only one kind
	 * has is {@code null} for the other.
	 * @param type the class of the application's user
	 * @param attributes the types of the attributes of other users, by name
	 * @return the schema
	 * @throws IllegalArgumentException if the properties of the class cannot be read, a
	 * name is a reserved word of the language or a member of {@link Map}, or a property
	 * and an attribute of the same name have different kinds of values
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
	 * Creates a schema for conditions that decide which clients may have something. They
	 * can read only {@code client.id} and {@code client.settings}, which the operator of
	 * the server decides. A client may state everything else about itself, so it must not
	 * decide.
	 * @param settings the types of the client settings that can be read, by name
	 * @return the schema
	 */
	public static Schema forClients(Map<String, Type> settings) {
		return new Schema(settings);
	}

	/**
	 * Returns a copy that lets expressions read entries of {@code client.settings} and
	 * {@code client.selfAsserted} by name. Each entry may be {@code null}.
	 * @param settings the types of the client settings, by name
	 * @param selfAsserted the types of the metadata that clients state about themselves,
	 * by name
	 * @return a copy of this schema in which only these entries can be read
	 */
	public Schema withClient(Map<String, Type> settings, Map<String, Type> selfAsserted) {
		Schema copy = new Schema(this, this.parameters, this.secretNames);
		copy.clientMaps.put(ClientMaps.Settings.class, ClientMaps.entries("client.settings", settings));
		copy.clientMaps.put(ClientMaps.SelfAsserted.class, ClientMaps.entries("client.selfAsserted", selfAsserted));
		return copy;
	}

	/**
	 * Returns a copy that lets expressions read request parameters by name.
	 * @param names the names, such as {@code tenant} for
	 * {@code request.parameters['tenant']}
	 * @return a copy of this schema in which only these parameters can be read
	 */
	public Schema withParameters(Set<String> names) {
		return new Schema(this, names, this.secretNames);
	}

	/**
	 * Returns a copy with the host's knowledge of which properties are never
	 * {@code null}. It is needed if Java's types and annotations do not say so, for
	 * example for Kotlin's types.
	 * @param nonNull tells whether the accessor of a property never returns {@code null}
	 * @return a copy of this schema in which these properties cannot be {@code null}
	 */
	public Schema withNonNull(Predicate<Method> nonNull) {
		return new Schema(this, this.parameters, this.secretNames, nonNull);
	}

	/**
	 * Returns a copy with another rule for which names look like secrets. Properties and
	 * keys with such a name cannot be read, and no claim may hold them.
	 * @param names the rule
	 * @return a copy of this schema with that rule
	 */
	public Schema withSecretNames(SecretNames names) {
		return new Schema(this, this.parameters, names);
	}

	/**
	 * Returns the names of the request parameters that expressions can read.
	 * @return the names, unmodifiable; empty if none are declared
	 */
	public Set<String> parameters() {
		return this.parameters;
	}

	/**
	 * Returns the rule for which names look like secrets.
	 * @return the rule
	 */
	public SecretNames secretNames() {
		return this.secretNames;
	}

	/**
	 * Returns the inputs, which are the names that expressions can start with, such as
	 * {@code user}.
	 * @return the types, by name; unmodifiable
	 */
	public Map<String, Type> inputs() {
		return Collections.unmodifiableMap(this.inputs);
	}

	/**
	 * Returns the properties of a value that expressions can read. Properties that look
	 * like secrets are left out.
	 * @param type the type of the value
	 * @return the types of the properties, by name; empty if the value is no object or
	 * the properties of its class cannot be read
	 */
	public Map<String, Type> properties(Type type) {
		Map<String, Type> types = new TreeMap<>();
		if (type.is(Type.Kind.BEAN) && type.bean() != null) {
			try {
				properties(type.bean()).forEach((name, property) -> types.put(name, property.type()));
			}
			catch (IllegalArgumentException ex) {
				return Map.of();
			}
		}
		return types;
	}

	Map<String, BeanProperty> properties(Class<?> bean) {
		return this.beans.computeIfAbsent(bean, this::read);
	}

	private Map<String, BeanProperty> read(Class<?> bean) {
		Map<String, BeanProperty> all = all(bean);
		all.keySet().removeIf((name) -> this.secretNames.isSecret(name) || isWithheld(bean, name));
		return all;
	}

	private Map<String, BeanProperty> all(Class<?> bean) {
		if (bean == Client.class) {
			return ClientMaps.properties();
		}
		if (ClientMaps.isMap(bean)) {
			return new TreeMap<>(this.clientMaps.getOrDefault(bean, Map.of()));
		}
		return isNoClass(bean) ? new TreeMap<>(this.attributes) : BeanProperty.of(bean, this.nonNull);
	}

	/**
	 * Tells whether a property must not be read because the schema is for conditions that
	 * decide about clients.
	 */
	boolean isWithheld(Class<?> bean, String name) {
		return decidesClients() && bean == Client.class && !this.ofClient.contains(name);
	}

	/**
	 * Tells whether the schema is for conditions that decide which clients may have
	 * something.
	 */
	boolean decidesClients() {
		return !this.ofClient.isEmpty();
	}

	private static boolean isNoClass(Class<?> bean) {
		return bean == AttributeReader.class || bean == MixedUser.class;
	}

	/**
	 * Tells whether an object has a property of this name that cannot be read because it
	 * looks like a secret.
	 */
	boolean isSecret(Class<?> bean, String name) {
		return this.secretNames.isSecret(name) && (isNoClass(bean) ? this.attributes.containsKey(name)
				: ClientMaps.isMap(bean) || BeanProperty.isProperty(bean, name));
	}

}
