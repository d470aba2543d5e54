package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.boot.TokenGrid.AppUser;
import io.github.claimsdsl.boot.YamlLeaves.Leaf;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.user.UserSources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random mutations of configuration that works: whatever starts decides every token as
 * before, or differs by what the mutation says. None is silent.
 */
class ConfigurationMutationTests {

	/** How many mutations there are of each file: -Dmutations=20000 for more. */
	private static final int MUTATIONS = Integer.getInteger("mutations", 400);

	private static final long SEED = Long.getLong("mutations.seed", 20_260_401L);

	private static final Path DEMO = Path.of("../demo-server/src/main/resources/application.yml");

	private static final String NAMED = """
			demo.issuer: http://localhost:9000
			claims-dsl:
			  mode: enforce
			  token-generator: wired
			  owned-claims: [acr, amr]
			  warn-token-size: 3KB
			  max-token-size: 6KB
			  audience-required: false
			  audience-source: declared
			  token-exchange:
			    max-depth: 3
			  grant-types: ["urn:ietf:params:oauth:grant-type:company"]
			  request-parameters: [tenant, region]
			  expressions: { length: 1500, depth: 20, nodes: 150 }
			  audiences:
			    messages:
			      id: https://api.example.com
			      clients: [trusted-app, machine]
			      scopes:
			        - read:messages
			        - write:messages
			      api-clients: [messages-api]
			      token-profile: rfc9068
			      signing-algorithm: ES256
			      default-for: [machine]
			    reports: { id: https://reports.example.com, clients: "trusted-app,web-app", scopes: ["read:reports"], token-profile: spring }
			  policies:
			    profile:
			      audience: https://api.example.com
			      grant-type: [password, authorization_code, "urn:ietf:params:oauth:grant-type:company"]
			      client: trusted-app
			      scope: ["read:messages", "write:messages"]
			      token-type: access_token
			      issuance: initial
			      subject: user
			      mode: enforce
			      namespace: https://mydomain.com/claims/
			      order: 5
			      when: user.locked == false
			      claims:
			        email:
			          value: user.email
			          when: "user.roles contains 'user'"
			          required: true
			          error: access_denied
			          error-description: No address, no token
			          on-error: refuse
			          order: 1
			        '[https://other.example.com/level]': "'gold'"
			        '[a.b]': { value: "'dotted'", when: "client.id == 'trusted-app'" }
			        firstName: user.username
			        first_role: { value: "'x'", on-error: omit-claim }
			        department: user.department
			      deny:
			        contractors: { when: "user.roles contains 'contractor'", error: access_denied, description: "Not for contractors, sorry" }
			        not-carol:
			          when: user.username == 'carol'
			    identity:
			      token-type: [id_token]
			      client: [trusted-app, web-app]
			      scope: profile
			      claims:
			        name: { value: user.username, required: true }
			    trial:
			      audience: any
			      mode: report
			      issuance: [initial, refresh]
			      claims:
			        trial: "true"
			      deny:
			        everybody: { when: "client.id == 'machine'" }
			    fallback:
			      audience: any
			      order: 10
			      grant-type: client_credentials
			      subject: [client]
			      claims:
			        '[https://mydomain.com/claims/email]': "'none'"
			""";

	private static final String LISTED = """
			claims-dsl:
			  user:
			    attributes: { groups: texts, level: number }
			  audiences:
			    - id: https://api.example.com
			      clients: [trusted-app, machine]
			      scopes: ["read:messages"]
			    - { id: https://reports.example.com, clients: [web-app] }
			  policies:
			    machines:
			      audience: [https://api.example.com, https://reports.example.com]
			      claims:
			        tier: "(client.id == 'machine') ? 'gold' : 'silver'"
			        groups: { value: user.groups, when: user.level > 3 }
			      deny:
			        - when: client.id == 'web-app'
			          error: access_denied
			        - { when: "request.grantType == 'password'", description: Not by password }
			        - when: "request.scopes contains 'admin'"
			    others:
			      audience: any
			      client: [unknown-app, trusted-app]
			      claims: { other: "'yes'" }
			""";

	@Test
	void startWhenTheDemoIsMutatedThenNoneIsSilent() throws IOException {
		new Base(Files.readString(DEMO), true).check();
	}

	@Test
	void startWhenAFileThatNamesIsMutatedThenNoneIsSilent() {
		new Base(NAMED, true).check();
	}

	@Test
	void startWhenAFileThatListsIsMutatedThenNoneIsSilent() {
		new Base(LISTED, false).check();
	}

	/**
	 * One source of configuration.
	 *
	 * @param source as Spring sees it
	 * @param leaves what it says
	 */
	private record Source(PropertySource<?> source, List<Leaf> leaves) {
	}

	/**
	 * Configuration that started.
	 *
	 * @param configured what was read
	 * @param policies what was compiled
	 * @param leaves what the sources say together
	 */
	private record Started(DeclaredSettings configured, ClaimPolicySet policies, Map<List<String>, String> leaves) {
	}

	/**
	 * A configuration that works.
	 */
	private static final class Base {

		private final String text;

		private final boolean users;

		private final Started started;

		private final List<Leaf> all;

		private final TokenGrid grid;

		private final List<String> decisions;

		private final Map<String, List<String>> decisionsByPolicy = new HashMap<>();

		private int stopped;

		Base(String text, boolean users) {
			this.text = text;
			this.users = users;
			Set<String> silent = new HashSet<>();
			Started started = start(sources(text), silent);
			assertThat(silent).isEmpty();
			assertThat(started).isNotNull();
			this.started = started;
			this.all = sources(text).get(0).leaves();
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
				Mutant mutant = new Mutant(this, random);
				Set<String> silent = new TreeSet<>(mutant.silent());
				if (!silent.isEmpty()) {
					failures.add("-Dmutations=1 -Dmutations.seed=" + (SEED + i) + ": " + mutant + "\n    "
							+ String.join("\n    ", silent));
				}
			}
			assertThat(failures).as("of %s mutations, %s stopped the start; these were silent", MUTATIONS, this.stopped)
				.isEmpty();
		}

		private List<String> alone(Started started, ClaimPolicy policy) {
			return this.grid.decide(compileAlone(started, policy));
		}

		private ClaimPolicySet compileAlone(Started started, ClaimPolicy policy) {
			return policies(started.configured()).add(List.of(policy), new Issues())
				.compile(started.configured().options(List.of()));
		}

		private PolicyCollector policies(DeclaredSettings configured) {
			DefaultListableBeanFactory beans = beans(this.users);
			return new PolicyCollector(beans, new UserSources(beans, configured.loginAttributes()));
		}

		/** Reads and compiles; {@code null} if the start stops. */
		private @Nullable Started start(List<Source> sources, Set<String> silent) {
			StandardEnvironment environment = new StandardEnvironment();
			environment.getPropertySources()
				.forEach((source) -> environment.getPropertySources().remove(source.getName()));
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
				Effective effective = new Effective(environment, new BoundLeaves(properties), silent);
				List<Source> highestFirst = new ArrayList<>(sources);
				Collections.reverse(highestFirst);
				highestFirst.forEach(effective::add);
				checkDefinitions(properties, policies, silent);
				return new Started(configured, policies, effective.leaves());
			}
			catch (ClaimPolicyException ex) {
				return null;
			}
		}

		private static void checkDefinitions(ClaimsDslProperties properties, ClaimPolicySet policies,
				Set<String> silent) {
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

	}

	private static DefaultListableBeanFactory beans(boolean users) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		if (users) {
			RootBeanDefinition source = new RootBeanDefinition(UserSource.class);
			source.setTargetType(ResolvableType.forClassWithGenerics(UserSource.class, AppUser.class));
			beans.registerBeanDefinition("userSource", source);
		}
		return beans;
	}

	/** The documents of a file; later ones come first. */
	private static List<Source> sources(String text) {
		ByteArrayResource resource = new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return "application.yml";
			}

		};
		try {
			List<PropertySource<?>> loaded = new YamlPropertySourceLoader().load("application.yml", resource);
			List<List<Leaf>> leaves = YamlLeaves.of(text);
			List<Source> sources = new ArrayList<>();
			for (int i = 0; i < loaded.size(); i++) {
				sources.add(new Source(loaded.get(i), leaves.get(i)));
			}
			return sources;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What several sources say together: the first says most.
	 */
	private static final class Effective {

		private static final Set<String> SELECTORS = Set.of("audience", "granttype", "client", "scope", "tokentype",
				"issuance", "subject");

		private static final Set<String> OF_AUDIENCES = Set.of("clients", "scopes", "apiclients", "defaultfor");

		private final StandardEnvironment environment;

		private final BoundLeaves bound;

		private final Set<String> silent;

		/** By the names as they compare, but those of claims as they are written. */
		private final Map<List<String>, String> leaves = new LinkedHashMap<>();

		private final Set<List<String>> stated = new HashSet<>();

		Effective(StandardEnvironment environment, BoundLeaves bound, Set<String> silent) {
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

		void add(Source source) {
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

	/**
	 * A mutated configuration.
	 */
	private static final class Mutant {

		private final Base base;

		private final String text;

		private final @Nullable Source overlay;

		private final String description;

		private final boolean moved;

		Mutant(Base base, Random random) {
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
			Source overlay = null;
			if (kind == 0 || kind == 3) {
				second = "---\n" + document(random);
			}
			else if (kind < 3) {
				overlay = Overlay.of(random, base.all);
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
				.forEach((leaf) -> text.append(Overlay.key(leaf, random, false))
					.append(": '")
					.append(leaf.value().replace("'", "''"))
					.append("'\n"));
			return new YamlMutation(random, text.toString()).mutate().text();
		}

		Set<String> silent() {
			Set<String> silent = new HashSet<>();
			List<Source> sources;
			try {
				sources = new ArrayList<>(sources(this.text));
			}
			catch (RuntimeException ex) {
				this.base.stopped++;
				return silent;
			}
			if (this.overlay != null) {
				sources.add(this.overlay);
			}
			Started started;
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
		private void checkMisplaced(List<Source> sources, Set<String> silent) {
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
		 * Whether a policy stands at the left margin, or its parts do. That it is one
		 * only shows where it has parts that nothing else has, such as a denial.
		 */
		private boolean isOfAPolicy(Source source) {
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

		private void checkDecisions(Started started, Set<String> silent) {
			Map<List<String>, String> before = this.base.started.leaves();
			if (started.leaves().equals(before)
					&& !this.base.grid.decide(started.policies()).equals(this.base.decisions)) {
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
			others.keySet()
				.removeIf((path) -> path.size() > 1 && Set.of("policies", "audiences").contains(path.get(1)));
			return others;
		}

		private static Map<List<String>, String> of(ClaimPolicy policy, Map<List<String>, String> leaves) {
			Map<List<String>, String> own = new HashMap<>(leaves);
			own.keySet()
				.removeIf((path) -> path.size() < 4 || !path.get(1).equals("policies")
						|| !path.get(2).equals(policy.name()));
			return own;
		}

		private static Map<String, List<String>> selectors(Map<List<String>, String> leaves) {
			Map<String, List<String>> selectors = new TreeMap<>();
			leaves.forEach((path, value) -> {
				if (Effective.SELECTORS.contains(path.get(3))) {
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

	/**
	 * A source beside the file that sets one or two of its properties.
	 */
	private static final class Overlay {

		private Overlay() {
		}

		static Source of(Random random, List<Leaf> all) {
			List<Leaf> some = all.stream().filter((leaf) -> leaf.path().get(0).equals("claimsdsl")).toList();
			int kind = random.nextInt(4);
			Map<String, String> properties = new LinkedHashMap<>();
			List<Leaf> leaves = new ArrayList<>();
			for (int i = 0; i <= random.nextInt(2); i++) {
				Leaf leaf = some.get(random.nextInt(some.size()));
				Leaf changed = new Leaf(leaf.path(), List.copyOf(leaf.names()), leaf.value());
				if (random.nextInt(4) == 0 && leaf.path().size() > 2) {
					changed = shortened(leaf);
				}
				String value = (random.nextInt(3) > 0) ? leaf.value()
						: List.of("", "x", "no", "any", "a,b", "user.email", " ").get(random.nextInt(7));
				String key = key(changed, random, kind == 0);
				if (properties.putIfAbsent(key, value) == null) {
					leaves.add((kind == 0) ? new Leaf(changed.path(), changed.names(), value) : Leaf.of(key, value));
				}
			}
			return new Source(source(kind, properties), leaves);
		}

		private static Leaf shortened(Leaf leaf) {
			int last = leaf.path().size() - 1;
			return new Leaf(leaf.path().subList(0, last), leaf.names().subList(0, last), leaf.value());
		}

		private static PropertySource<?> source(int kind, Map<String, String> properties) {
			Map<String, Object> values = new LinkedHashMap<>(properties);
			java.util.Properties all = new java.util.Properties();
			all.putAll(properties);
			return switch (kind) {
				case 0 -> new SystemEnvironmentPropertySource(
						StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values);
				case 1 -> new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, values);
				case 2 -> new PropertiesPropertySource("application.properties", all);
				default -> new MapPropertySource("config tree", values);
			};
		}

		/** The name of a property, in one of the spellings that binding takes. */
		static String key(Leaf leaf, Random random, boolean variable) {
			StringBuilder key = new StringBuilder();
			for (String name : leaf.names()) {
				boolean exact = !name.matches("[A-Za-z0-9_-]+");
				boolean index = name.matches("\\d+");
				if (variable) {
					key.append(key.isEmpty() ? "" : "_").append(name.replace("-", "").toUpperCase(Locale.ROOT));
				}
				else if (exact || index) {
					key.append('[').append(name).append(']');
				}
				else {
					key.append(key.isEmpty() ? "" : ".")
						.append((random.nextInt(12) == 0 && !key.isEmpty()) ? name.replace('-', '_') : name);
				}
			}
			return key.toString();
		}

	}

}
