package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.type.LogicalType;

import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.expression.UserAttributes;

/**
 * Makes a user of the application's type from JSON that somebody typed. It does not load
 * a user. Thread-safe.
 */
final class JsonUsers {

	private static final int DEEPEST = 100;

	/**
	 * Reads JSON strictly: it converts no values and ignores no properties, so that
	 * typing errors show.
	 */
	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
			.build())
		.findAndAddModules()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.withCoercionConfig(LogicalType.Textual,
				(text) -> List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
					.forEach((shape) -> text.setCoercion(shape, CoercionAction.Fail)))
		.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().build())
		.build();

	private final @Nullable Class<?> type;

	private final Schema schema;

	/**
	 * Finds the type of the users.
	 * @param types the types of the server's users, the application's own first
	 * @param language the language, which tells what expressions can read
	 */
	JsonUsers(List<Class<?>> types, ExpressionLanguage language) {
		this.type = types.isEmpty() ? null : types.get(0);
		this.schema = (this.type == null || this.type == UserAttributes.class) ? language.schema()
				: Schema.forUser(this.type).withSecretNames(language.schema().secretNames());
	}

	/** Returns whether expressions can read a user at all. */
	boolean areKnown() {
		return this.type != null;
	}

	/** Returns what the JSON describes, in words. */
	String what() {
		return (this.type == null || this.type == UserAttributes.class) ? "the declared attributes of a login"
				: JsonProblem.article(this.type);
	}

	private Map<String, Type> properties() {
		Type user = this.schema.inputs().get("user");
		return (user != null) ? this.schema.properties(user) : Map.of();
	}

	/**
	 * Makes a user.
	 * @throws JsonUserException if the JSON does not describe a user, with sentences that
	 * say why
	 */
	Object read(String json) throws JsonUserException {
		try {
			JsonNode tree = JSON.readTree(json);
			check(tree);
			return (this.type == null || this.type == UserAttributes.class) ? attributes(tree)
					: JSON.readValue(json, this.type);
		}
		catch (JacksonException ex) {
			throw new JsonUserException(new JsonProblem(ex).describe(advice(json)));
		}
		catch (JsonUserException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			throw new JsonUserException("It cannot be read: " + ex.getClass().getSimpleName() + ".");
		}
	}

	private void check(JsonNode tree) throws JsonUserException {
		if (!tree.isObject()) {
			throw new JsonUserException("Write a JSON object, in braces: { … }.");
		}
		for (Map.Entry<String, Type> property : properties().entrySet()) {
			JsonNode value = tree.get(property.getKey());
			if (value != null && value.isNull() && !property.getValue().nullable()) {
				throw new JsonUserException("user." + property.getKey() + " cannot be null.");
			}
		}
	}

	/**
	 * Returns sentences on why a constructor may have failed: unknown and missing
	 * properties.
	 */
	private String advice(String json) {
		try {
			JsonNode tree = JSON.readTree(json);
			Set<String> known = properties().keySet();
			List<String> missing = known.stream().filter((name) -> !tree.has(name)).toList();
			return tree.propertyNames()
				.stream()
				.filter((name) -> !known.contains(name))
				.map((name) -> " " + JsonProblem.unknown("user", name, known))
				.collect(Collectors.joining())
					+ (missing.isEmpty() ? "" : " Missing: " + String.join(", ", missing) + ".");
		}
		catch (JacksonException ex) {
			return "";
		}
	}

	private UserAttributes attributes(JsonNode tree) throws JsonUserException {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		Map<String, Type> declared = properties();
		declared.keySet().forEach((name) -> values.put(name, null));
		for (Map.Entry<String, JsonNode> property : tree.properties()) {
			Type type = declared.get(property.getKey());
			if (type == null) {
				throw new JsonUserException(JsonProblem.unknown("user", property.getKey(), declared.keySet()));
			}
			try {
				values.put(property.getKey(), JSON.treeToValue(property.getValue(), javaType(type)));
			}
			catch (JacksonException ex) {
				throw new JsonUserException(
						"user." + property.getKey() + " is declared as " + new TypeWords(type).phrase() + ".");
			}
		}
		return UserAttributes.of(values);
	}

	private static JavaType javaType(Type type) {
		return switch (type.kind()) {
			case TEXT -> JSON.constructType(String.class);
			case BOOLEAN -> JSON.constructType(Boolean.class);
			case NUMBER -> JSON.constructType(Number.class);
			case TIME -> JSON.constructType(java.time.Instant.class);
			case DATE -> JSON.constructType(java.time.LocalDate.class);
			case UUID -> JSON.constructType(java.util.UUID.class);
			case LIST,
					SET ->
				JSON.getTypeFactory()
					.constructCollectionType(ArrayList.class,
							(type.element() != null) ? javaType(type.element()) : JSON.constructType(Object.class));
			case MAP -> JSON.constructType(Map.class);
			case ENUM, BEAN, NULL, ANY -> JSON.constructType(Object.class);
		};
	}

	/** Returns the JSON for an author to start with. */
	String template() {
		return new JsonTemplate(this.schema).write();
	}

}
