package io.github.claimsdsl.boot;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.boot.ClaimsDslProperties.AttributeType;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.spring.audience.ClientSelector;
import io.github.claimsdsl.spring.rule.HostHelp;

/**
 * Reads the properties that select clients by id, with {@code any}, or by a condition.
 */
final class ClientSelectors {

	private final ExpressionLanguage language;

	private final PropertyOrigins origins;

	private final Issues issues;

	ClientSelectors(ClaimsDslProperties properties, Limits limits, PropertyOrigins origins, Issues issues) {
		Schema schema = Schema.forClients(types(properties.client().settings()))
			.withSecretNames(properties.expressions().secretNames());
		this.language = ExpressionLanguage.of(schema, limits, List.of()).withHelp(HostHelp.SENTENCES);
		this.origins = origins;
		this.issues = issues;
	}

	static Map<String, Type> types(Map<String, AttributeType> declared) {
		Map<String, Type> types = new LinkedHashMap<>();
		declared.forEach((name, type) -> types.put(name, type.type()));
		return types;
	}

	/**
	 * Reads a property. What is wrong with it is added to the issues.
	 * @param property the name of the property
	 * @param ids the listed client ids, or {@code any}
	 * @param when the condition, or {@code null} if there is none
	 * @return the selector, which selects no client if the condition does not compile
	 */
	ClientSelector read(String property, List<String> ids, @Nullable String when) {
		if (when != null) {
			return condition(property, ids, when);
		}
		Set<String> clients = new LinkedHashSet<>(ids);
		if (!clients.remove(ClientSelector.ANY)) {
			return ClientSelector.of(clients);
		}
		if (!clients.isEmpty()) {
			this.issues.add("any-client", this.origins.of(property), "'any' stands beside other clients",
					"Write any alone, or name the clients.");
		}
		return ClientSelector.any();
	}

	private ClientSelector condition(String property, List<String> ids, String when) {
		Origin origin = this.origins.of(property + ".when");
		if (!ids.isEmpty()) {
			this.issues.add("any-client", origin, "a condition stands beside the names of clients",
					ids.contains(ClientSelector.ANY) ? "Keep one of the two."
							: "Keep one of the two. A condition can name clients too: client.id == '" + ids.get(0)
									+ "' || " + when + ".");
		}
		ExpressionLanguage.Compilation compilation = this.language.compileCondition(when, origin);
		this.issues.addAll(compilation.issues());
		return (compilation.expression() != null) ? ClientSelector.when(compilation.expression())
				: ClientSelector.of(Set.of());
	}

}
