package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.boot.TokenGrid.AppUser;
import io.github.claimsdsl.boot.YamlLeaves.Leaf;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.user.UserSources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A configuration that works.
 */
final class MutatedConfiguration {

	/** How many mutations there are of each file: -Dmutations=20000 for more. */
	static final int MUTATIONS = Integer.getInteger("mutations", 400);

	static final long SEED = Long.getLong("mutations.seed", 20_260_401L);

	final String text;

	private final boolean users;

	final StartedConfiguration started;

	final List<Leaf> all;

	final TokenGrid grid;

	final List<String> decisions;

	final Map<String, List<String>> decisionsByPolicy = new HashMap<>();

	int stopped;

	MutatedConfiguration(String text, boolean users) {
		this.text = text;
		this.users = users;
		Set<String> silent = new HashSet<>();
		StartedConfiguration started = start(ConfigurationSource.sources(text), silent);
		assertThat(silent).isEmpty();
		assertThat(started).isNotNull();
		this.started = started;
		this.all = ConfigurationSource.sources(text).get(0).leaves();
		this.grid = TokenGrid.of(new Random(SEED), 300, values("audiences", "id"), values("audiences", "clients"),
				values("audiences", "scopes"), users ? TokenGrid.USERS : TokenGrid.ATTRIBUTES);
		this.decisions = this.grid.decide(this.started.policies());
		this.started.policies()
			.policies()
			.forEach((policy) -> this.decisionsByPolicy.put(policy.name(), alone(this.started, policy)));
	}

	Set<String> policyNames() {
		return this.decisionsByPolicy.keySet().stream().map(YamlLeaves::uniform).collect(Collectors.toSet());
	}

	private Set<String> values(String holder, String part) {
		Set<String> values = new TreeSet<>();
		this.started.leaves().forEach((path, value) -> {
			if (path.get(1).equals(holder) && path.get(3).equals(part)) {
				values.addAll(Arrays.asList(value.split(",")));
			}
		});
		return values;
	}

	void check() {
		List<String> failures = new ArrayList<>();
		for (int i = 0; i < MUTATIONS; i++) {
			Random random = new Random((SEED + i) * 0x9E3779B97F4A7C15L);
			ConfigurationMutant mutant = new ConfigurationMutant(this, random);
			Set<String> silent = new TreeSet<>(mutant.silent());
			if (!silent.isEmpty()) {
				failures.add("-Dmutations=1 -Dmutations.seed=" + (SEED + i) + ": " + mutant + "\n    "
						+ String.join("\n    ", silent));
			}
		}
		assertThat(failures).as("of %s mutations, %s stopped the start; these were silent", MUTATIONS, this.stopped)
			.isEmpty();
	}

	private List<String> alone(StartedConfiguration started, ClaimPolicy policy) {
		return this.grid.decide(compileAlone(started, policy));
	}

	ClaimPolicySet compileAlone(StartedConfiguration started, ClaimPolicy policy) {
		return policies(started.configured()).add(List.of(policy), new Issues())
			.compile(started.configured().options(List.of()));
	}

	private PolicyCollector policies(DeclaredSettings configured) {
		DefaultListableBeanFactory beans = beans(this.users);
		return new PolicyCollector(beans, new UserSources(beans, configured.loginAttributes()));
	}

	/** Reads and compiles; {@code null} if the start stops. */
	@Nullable StartedConfiguration start(List<ConfigurationSource> sources, Set<String> silent) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((source) -> environment.getPropertySources().remove(source.getName()));
		sources.forEach((source) -> environment.getPropertySources().addFirst(source.source()));
		environment.getPropertySources()
			.addLast(new MapPropertySource("demo", Map.of("demo.api.signing-algorithm", "RS256")));
		ConfigurationPropertySources.attach(environment);
		DeclaredSettings configured = DeclaredSettings.read(environment);
		if (!configured.issues().isEmpty()) {
			return null;
		}
		try {
			ClaimPolicySet policies = policies(configured).add(configured.policies(), configured.issues())
				.compile(configured.options(List.of()));
			ClaimsDslProperties properties = configured.properties();
			EffectiveLeaves effective = new EffectiveLeaves(environment, new BoundLeaves(properties), silent);
			List<ConfigurationSource> highestFirst = new ArrayList<>(sources);
			Collections.reverse(highestFirst);
			highestFirst.forEach(effective::add);
			checkDefinitions(properties, policies, silent);
			return new StartedConfiguration(configured, policies, effective.leaves());
		}
		catch (ClaimPolicyException ex) {
			return null;
		}
	}

	private static void checkDefinitions(ClaimsDslProperties properties, ClaimPolicySet policies, Set<String> silent) {
		policies.policies().forEach((policy) -> {
			ClaimsDslProperties.PolicyProperties bound = properties.policies().get(policy.name());
			if (bound == null || bound.claims().size() != policy.claims().size()
					|| bound.deny().size() != policy.denials().size()
					|| (bound.when() != null) == policy.when().isEmpty()) {
				silent.add("policy " + policy.name() + " is not what is bound");
			}
		});
		if (policies.policies().size() != properties.policies().size()) {
			silent.add("a policy is missing");
		}
	}

	static DefaultListableBeanFactory beans(boolean users) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		if (users) {
			RootBeanDefinition source = new RootBeanDefinition(UserSource.class);
			source.setTargetType(ResolvableType.forClassWithGenerics(UserSource.class, AppUser.class));
			beans.registerBeanDefinition("userSource", source);
		}
		return beans;
	}

}
