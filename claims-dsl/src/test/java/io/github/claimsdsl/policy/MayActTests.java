package io.github.claimsdsl.policy;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.claimsdsl.policy.Tokens.aliceRequest;
import static io.github.claimsdsl.policy.Tokens.compiler;
import static io.github.claimsdsl.policy.Tokens.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.definition.RuleValue;

/**
 * The actor and the claim {@code may_act}: RFC 8693 sections 4.1 and 4.4.
 */
class MayActTests {

	private static final ClaimPolicyCompiler OWNER = compiler().withOwnedClaims(Set.of("may_act"), Origin.of("owned"));

	private static List<String> issues(String value) {
		return Tokens.issues(OWNER, policy("p").claim("may_act", value)).stream().map(Issue::code).toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			['sub': 'gateway']                                  |
			['sub': 'gateway', 'iss': request.issuer]           |
			['sub': user.tier]                                  |
			user.active ? ['sub': 'gateway'] : null             |
			null                                                |
			['sub': ' ']                                        | may-act
			['sub': null]                                       | may-act
			['sub': true]                                       | may-act
			['Sub': 'gateway']                                  | may-act
			[:]                                                 | may-act
			user.active ? null : ['id': 'gateway']              | may-act
			user.roles                                          | may-act
			user.active                                         | may-act
			now                                                 | may-act
			""")
	void compileWhenValueIsKnownNotToNameAnActorThenReported(String value, @Nullable String code) {
		assertThat(issues(value.replace("\"", "'"))).isEqualTo((code != null) ? List.of(code) : List.of());
	}

	record Named(String sub) {
	}

	record Nameless(String id) {
	}

	static Stream<Type> types() throws ReflectiveOperationException {
		return Stream.concat(
				Stream.of(String.class, int.class, Integer.class, boolean.class, String[].class, Status.class,
						Instant.class, Date.class, UUID.class, List.class, Nameless.class),
				Arrays.stream(MayActTests.class.getDeclaredMethods())
					.filter((method) -> method.getName().startsWith("no"))
					.map(Method::getGenericReturnType));
	}

	Optional<String> noOptional() {
		return Optional.empty();
	}

	Set<Map<String, String>> noSet() {
		return Set.of();
	}

	Optional<Nameless> noRecord() {
		return Optional.empty();
	}

	@ParameterizedTest
	@MethodSource("types")
	void compileWhenReturnTypeIsNoObjectWithASubjectThenReported(Type type) {
		assertThat(issues(type, null)).singleElement().satisfies((issue) -> {
			assertThat(issue.code()).isEqualTo("may-act");
			assertThat(issue.message()).startsWith("the rule returns ");
		});
	}

	static Stream<Type> possible() throws ReflectiveOperationException {
		return Stream.of(Object.class, Map.class, Named.class,
				MayActTests.class.getDeclaredMethod("rightOptional").getGenericReturnType(),
				MayActTests.class.getDeclaredMethod("rightMap").getGenericReturnType());
	}

	Optional<Named> rightOptional() {
		return Optional.empty();
	}

	Map<String, Object> rightMap() {
		return Map.of();
	}

	@ParameterizedTest
	@MethodSource("possible")
	void compileWhenReturnTypeMayBeAnObjectThenAccepted(Type type) {
		assertThat(issues(type, null)).isEmpty();
	}

	private static List<Issue> issues(Type type, @Nullable Object value) {
		return Tokens.issues(OWNER, policy("p").claim(rule(type, value)));
	}

	private static RuleDefinition rule(Type type, @Nullable Object value) {
		return RuleDefinition.builder("may_act", new RuleValue.Function(new RuleFunction() {

			@Override
			public @Nullable Object apply(TokenRequest request) {
				return value;
			}

			@Override
			public Type resultType() {
				return type;
			}

		}, false)).build();
	}

	static Stream<Object> wrong() {
		Map<String, Object> none = new HashMap<>();
		none.put("sub", null);
		return Stream.of("gateway", 5, List.of(Map.of("sub", "gateway")), Map.of(), Map.of("sub", ""),
				Map.of("sub", List.of("gateway")), none, Map.of("sub", "gateway", "iss", 5),
				Map.of("sub", "gateway", "iss", ""), new Nameless("gateway"));
	}

	@ParameterizedTest
	@MethodSource("wrong")
	void evaluateWhenValueNamesNobodyThenRefused(Object value) {
		ClaimDecision decision = decide(value);
		assertThat(decision.refusal())
			.hasValueSatisfying((error) -> assertThat(error.code()).isEqualTo("server_error"));
		assertThat(decision.outcomes()).singleElement().satisfies((outcome) -> {
			assertThat(outcome.rule()).isEqualTo("p.may_act");
			assertThat(outcome.status()).isEqualTo(Status.FAILED);
		});
	}

	@Test
	void evaluateWhenValueNamesAnActorThenWritten() {
		Map<String, String> gateway = Map.of("sub", "gateway");
		assertThat(decide(new Named("gateway")).claims()).isEqualTo(Map.of("may_act", gateway));
		assertThat(decide(Optional.of(gateway)).claims()).isEqualTo(Map.of("may_act", gateway));
		Map<String, Object> more = Map.of("sub", "gateway", "iss", "https://issuer.example.com", "level", 5);
		assertThat(decide(more).claims()).isEqualTo(Map.of("may_act", more));
	}

	private static ClaimDecision decide(Object value) {
		ClaimPolicy policy = policy("p").claim(rule(Object.class, value)).build();
		return OWNER.compile(List.of(policy)).evaluate(aliceRequest().build());
	}

	/** A name in a namespace is another one. */
	@Test
	void compileWhenNameIsInANamespaceThenAnyValue() {
		assertThat(Tokens.issues(policy("p").namespace("https://mydomain.com/").claim("may_act", "'x'"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			actor.previous.size() < 2                          | false | true
			(subject in actor.previous) contains "gateway"     | true  | false
			actor.previous[0].subject == "gateway"             | true  |
			actor.previous[1].issuer                           | https://issuer.example.com |
			actor.previous[0].previous.size()                  | 1     |
			(issuer in actor.previous if issuer != null)       | [https://issuer.example.com] | []
			""")
	void evaluateWhenChainIsReadThenNearestFirst(String expression, String ofThree, @Nullable String ofOne) {
		Actor first = new Actor("app", "https://issuer.example.com");
		Actor second = new Actor("gateway", null, List.of(first));
		Actor third = new Actor("orders", null, List.of(second, first));
		assertThat(read(expression, third)).isEqualTo(ofThree);
		assertThat(read(expression, new Actor("orders", null))).isEqualTo(ofOne);
	}

	private static @Nullable String read(String expression, Actor actor) {
		ClaimPolicySet policies = Tokens.compile(policy("p").claim("c", expression.replace('"', '\'')));
		Object value = policies.evaluate(aliceRequest().actor(actor).build()).claims().get("c");
		return (value != null) ? value.toString() : null;
	}

	@Test
	void actorWhenMadeThenKeepsACopyOfThoseBefore() {
		List<Actor> before = new ArrayList<>(List.of(new Actor("app", null)));
		Actor actor = new Actor("gateway", null, before);
		before.clear();
		assertThat(actor.previous()).containsExactly(new Actor("app", null));
		assertThat(new Actor("gateway", null).previous()).isEmpty();
	}

}
