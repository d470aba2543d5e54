package io.github.claimsdsl.boot;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.github.claimsdsl.boot.YamlLeaves.Leaf;

/**
 * What several sources say together: the first says most.
 */
final class EffectiveLeaves {

	static final Set<String> SELECTORS = Set.of("audience", "granttype", "client", "scope", "tokentype", "issuance",
			"subject");

	private static final Set<String> OF_AUDIENCES = Set.of("clients", "scopes", "apiclients", "defaultfor");

	private final StandardEnvironment environment;

	private final BoundLeaves bound;

	private final Set<String> silent;

	/** By the names as they compare, but those of claims as they are written. */
	private final Map<List<String>, String> leaves = new LinkedHashMap<>();

	private final Set<List<String>> stated = new HashSet<>();

	EffectiveLeaves(StandardEnvironment environment, BoundLeaves bound, Set<String> silent) {
		this.environment = environment;
		this.bound = bound;
		this.silent = silent;
	}

	Map<List<String>, String> leaves() {
		return this.leaves;
	}

	/** Spring Boot 4.0 has no property for an empty map. */
	private static boolean isInSource(Leaf leaf, PropertySource<?> source) {
		return !leaf.value().isEmpty() || !(source instanceof EnumerablePropertySource<?> properties)
				|| Arrays.stream(properties.getPropertyNames())
					.anyMatch((name) -> String.valueOf(properties.getProperty(name)).isEmpty());
	}

	void add(ConfigurationSource source) {
		Set<List<String>> own = new HashSet<>();
		for (Leaf leaf : source.leaves()) {
			if (leaf.path().get(0).equals("claimsdsl") && !isShadowed(leaf) && isInSource(leaf, source.source())) {
				String value = this.environment.resolvePlaceholders(leaf.value());
				own.add(leaf.path());
				this.leaves.put(leaf.exactPath(), value);
				if (!this.bound.hold(leaf, value)) {
					this.silent.add("not bound: " + String.join("/", leaf.names()) + " = " + leaf.value());
				}
			}
		}
		this.stated.addAll(own);
	}

	private boolean isShadowed(Leaf leaf) {
		List<String> list = list(leaf.path());
		return this.stated.contains(leaf.path()) || (list != null && this.stated.stream()
			.anyMatch((path) -> path.size() >= list.size() && path.subList(0, list.size()).equals(list)));
	}

	/** The list of texts that a path is of, which one source states as a whole. */
	private static @Nullable List<String> list(List<String> path) {
		String second = (path.size() > 1) ? path.get(1) : "";
		if (Set.of("ownedclaims", "granttypes", "requestparameters").contains(second)) {
			return path.subList(0, 2);
		}
		boolean selector = path.size() > 3 && second.equals("policies") && SELECTORS.contains(path.get(3));
		boolean ofAudience = path.size() > 3 && second.equals("audiences") && OF_AUDIENCES.contains(path.get(3));
		return (selector || ofAudience) ? path.subList(0, 4) : null;
	}

}
