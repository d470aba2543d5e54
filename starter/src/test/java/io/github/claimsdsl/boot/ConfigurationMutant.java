package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.boot.YamlLeaves.Leaf;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * A mutated configuration.
 */
final class ConfigurationMutant {

	private final MutatedConfiguration base;

	private final String text;

	private final @Nullable ConfigurationSource overlay;

	private final String description;

	private final boolean moved;

	ConfigurationMutant(MutatedConfiguration base, Random random) {
		this.base = base;
		YamlMutation mutation = new YamlMutation(random, base.text);
		int kind = random.nextInt(10);
		String second = "";
		if (kind > 2) {
			mutation.mutate();
		}
		if (kind > 8) {
			mutation.mutate();
		}
		ConfigurationSource overlay = null;
		if (kind == 0 || kind == 3) {
			second = "---\n" + document(random);
		}
		else if (kind < 3) {
			overlay = ConfigurationOverlay.of(random, base.all);
		}
		this.overlay = overlay;
		this.text = mutation.text() + second;
		this.description = mutation + (overlay != null ? "; " + overlay.source() + " " + overlay.leaves() : "")
				+ (second.isEmpty() ? "" : "; a second document\n" + second);
		this.moved = this.description.contains("move ") || this.description.contains("delete") || !second.isEmpty();
	}

	/** A part of the file in a document of its own, mutated. */
	private String document(Random random) {
		List<Leaf> some = new ArrayList<>(this.base.all);
		some.removeIf((leaf) -> !leaf.path().get(0).equals("claimsdsl"));
		Leaf around = some.get(random.nextInt(some.size()));
		int depth = 1 + random.nextInt(around.path().size());
		List<String> prefix = around.path().subList(0, depth);
		StringBuilder text = new StringBuilder();
		some.stream()
			.filter((leaf) -> leaf.path().size() >= depth && leaf.path().subList(0, depth).equals(prefix))
			.forEach((leaf) -> text.append(ConfigurationOverlay.key(leaf, random, false))
				.append(": '")
				.append(leaf.value().replace("'", "''"))
				.append("'\n"));
		return new YamlMutation(random, text.toString()).mutate().text();
	}

	Set<String> silent() {
		Set<String> silent = new HashSet<>();
		List<ConfigurationSource> sources;
		try {
			sources = new ArrayList<>(ConfigurationSource.sources(this.text));
		}
		catch (RuntimeException ex) {
			this.base.stopped++;
			return silent;
		}
		if (this.overlay != null) {
			sources.add(this.overlay);
		}
		StartedConfiguration started;
		try {
			started = this.base.start(sources, silent);
		}
		catch (RuntimeException ex) {
			return Set.of("no issue, but " + ex);
		}
		if (started == null) {
			this.base.stopped++;
			return Set.of();
		}
		if (started.configured().warnings().isEmpty()) {
			checkMisplaced(sources, silent);
		}
		checkDecisions(started, silent);
		return silent;
	}

	/** A value that stood below claims-dsl, and is elsewhere now. */
	private void checkMisplaced(List<ConfigurationSource> sources, Set<String> silent) {
		if (this.moved) {
			return;
		}
		Map<String, Integer> lost = new HashMap<>();
		count(this.base.all, 1, lost);
		sources.forEach((source) -> count(source.leaves(), -1, lost));
		Set<String> before = outside(this.base.all);
		sources.forEach((source) -> source.leaves().forEach((leaf) -> {
			if (!leaf.path().get(0).equals("claimsdsl") && !isOfAPolicy(source) && leaf.value().length() > 3
					&& lost.getOrDefault(leaf.value(), 0) > 0 && !before.contains(leaf.value())) {
				silent.add("misplaced: " + leaf.names() + " = " + leaf.value());
			}
		}));
	}

	/**
	 * Whether a policy stands at the left margin, or its parts do. That it is one only
	 * shows where it has parts that nothing else has, such as a denial.
	 */
	private boolean isOfAPolicy(ConfigurationSource source) {
		return source.leaves().stream().anyMatch((leaf) -> this.base.policyNames().contains(leaf.path().get(0)));
	}

	private static void count(List<Leaf> leaves, int by, Map<String, Integer> counts) {
		leaves.stream()
			.filter((leaf) -> leaf.path().get(0).equals("claimsdsl"))
			.forEach((leaf) -> counts.merge(leaf.value(), by, Integer::sum));
	}

	private static Set<String> outside(List<Leaf> leaves) {
		return leaves.stream()
			.filter((leaf) -> !leaf.path().get(0).equals("claimsdsl"))
			.map(Leaf::value)
			.collect(Collectors.toSet());
	}

	private void checkDecisions(StartedConfiguration started, Set<String> silent) {
		Map<List<String>, String> before = this.base.started.leaves();
		if (started.leaves().equals(before) && !this.base.grid.decide(started.policies()).equals(this.base.decisions)) {
			silent.add("nothing differs, but the decisions do");
		}
		boolean sameOptions = others(started.leaves()).equals(others(before));
		for (ClaimPolicy policy : started.policies().policies()) {
			Map<List<String>, String> leaves = of(policy, started.leaves());
			ClaimPolicySet alone = this.base.compileAlone(started, policy);
			if (sameOptions && leaves.equals(of(policy, before))
					&& !this.base.grid.decide(alone).equals(this.base.decisionsByPolicy.get(policy.name()))) {
				silent.add("policy " + policy.name() + " does not differ, but its decisions do");
			}
			TokenRequest wrong = this.base.grid.wronglySelected(alone, selectors(leaves));
			if (wrong != null && !(policy.claims().isEmpty() && policy.denials().isEmpty())) {
				silent.add("policy " + policy.name() + " selects differently: " + selectors(leaves));
			}
		}
	}

	private static Map<List<String>, String> others(Map<List<String>, String> leaves) {
		Map<List<String>, String> others = new HashMap<>(leaves);
		others.keySet().removeIf((path) -> path.size() > 1 && Set.of("policies", "audiences").contains(path.get(1)));
		return others;
	}

	private static Map<List<String>, String> of(ClaimPolicy policy, Map<List<String>, String> leaves) {
		Map<List<String>, String> own = new HashMap<>(leaves);
		own.keySet()
			.removeIf(
					(path) -> path.size() < 4 || !path.get(1).equals("policies") || !path.get(2).equals(policy.name()));
		return own;
	}

	private static Map<String, List<String>> selectors(Map<List<String>, String> leaves) {
		Map<String, List<String>> selectors = new TreeMap<>();
		leaves.forEach((path, value) -> {
			if (EffectiveLeaves.SELECTORS.contains(path.get(3))) {
				List<String> values = (path.size() > 4) ? List.of(value) : List.of(value.split(" *, *"));
				selectors.computeIfAbsent(path.get(3), (key) -> new ArrayList<>()).addAll(values);
			}
		});
		return selectors;
	}

	@Override
	public String toString() {
		return this.description;
	}

}
