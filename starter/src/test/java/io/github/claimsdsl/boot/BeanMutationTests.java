package io.github.claimsdsl.boot;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.aop.scope.ScopedObject;
import org.springframework.context.support.GenericApplicationContext;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.policy.ClaimPolicySet;

import static org.assertj.core.api.Assertions.assertThat;

import static io.github.claimsdsl.boot.StatementReading.hierarchy;
import static io.github.claimsdsl.boot.StatementReading.matches;
import static io.github.claimsdsl.boot.StatementReading.method;

/**
 * Beans with rules in every arrangement: whatever type they are declared with, wherever
 * they are and whenever they are created, they decide as their own class says, or stop.
 */
class BeanMutationTests {

	/** How many arrangements are tried: -Dmutations=20000 for all. */
	private static final int MUTATIONS = Integer.getInteger("mutations", 300);

	private static final long SEED = Long.getLong("mutations.seed", 20_260_401L);

	private static final List<Class<? extends MutatedRules.Contract>> CLASSES = List.of(MutatedRules.Plain.class,
			MutatedRules.Strict.class, MutatedRules.Meta.class, MutatedRules.LooserDirect.class,
			MutatedRules.LooserSubclass.class, MutatedRules.OfSuperclass.class, MutatedRules.LooserInterface.class,
			MutatedRules.StrictMethod.class, MutatedRules.LooserOverride.class, MutatedRules.SilentOverride.class,
			MutatedRules.MetaMethod.class, MutatedRules.OfInterface.class, MutatedRules.OfDefault.class,
			MutatedRules.OfGeneric.class, MutatedRules.OfAbstract.class, MutatedRules.Conditional.class,
			MutatedRules.Initial.class, MutatedRules.NoPolicy.class);

	private static final List<TokenRequest> REQUESTS = requests();

	/** Spring logs each start that fails, and many fail here. */
	private final Logger log = (Logger) LoggerFactory.getLogger("org.springframework.context.support");

	private int stopped;

	private int later;

	@BeforeEach
	void quiet() {
		this.log.setLevel(Level.ERROR);
	}

	@AfterEach
	void loud() {
		this.log.setLevel(null);
	}

	@Test
	void startWhenABeanIsArrangedThenItDecidesAsItsClassSaysOrStops() {
		List<BeanArrangement> arrangements = arrangements();
		Collections.shuffle(arrangements, new Random(SEED));
		List<BeanArrangement> some = arrangements.subList(0, Math.min(MUTATIONS, arrangements.size()));
		List<String> silent = some.stream().map(this::silent).filter(Objects::nonNull).toList();
		assertThat(silent)
			.as("of %s arrangements, %s stopped and %s stopped later; these were silent (-Dmutations.seed=%s)",
					some.size(), this.stopped, this.later, SEED)
			.isEmpty();
	}

	private static List<BeanArrangement> arrangements() {
		List<BeanArrangement> arrangements = new ArrayList<>();
		for (Class<? extends MutatedRules.Contract> type : CLASSES) {
			for (BeanArrangement.Declared declared : BeanArrangement.Declared.values()) {
				for (BeanArrangement.Where where : BeanArrangement.Where.values()) {
					if (declared == BeanArrangement.Declared.ITSELF || where.isDeclared) {
						for (int bits = 0; bits < 4; bits++) {
							arrangements
								.add(new BeanArrangement(type, declared, where, (bits & 1) == 0, (bits & 2) == 0));
						}
					}
				}
			}
		}
		return arrangements;
	}

	/** What is wrong, or {@code null} if nothing is. */
	private @Nullable String silent(BeanArrangement arrangement) {
		ArrangedRules.current = arrangement.type();
		try (GenericApplicationContext parent = new GenericApplicationContext();
				GenericApplicationContext context = new GenericApplicationContext()) {
			try {
				arrangement.start(parent, context);
			}
			catch (RuntimeException ex) {
				this.stopped++;
				return isReported(ex) ? null : arrangement + " fails with " + ex;
			}
			try {
				call(context.getBean("rules"));
			}
			catch (RuntimeException ex) {
				this.later++;
				return isReported(ex) ? null : arrangement + " fails later with " + ex;
			}
			return differs(arrangement, context.getBean(ClaimPolicySet.class));
		}
	}

	/** Creates what is behind a scoped proxy. */
	private static void call(Object bean) {
		if (bean instanceof ScopedObject scoped) {
			scoped.getTargetObject();
		}
		if (bean instanceof MutatedRules.Contract contract) {
			assertThat(contract.rule()).isEqualTo("yes");
		}
	}

	private static @Nullable String differs(BeanArrangement arrangement, ClaimPolicySet policies) {
		List<AnnotatedElement> elements = new ArrayList<>(hierarchy(arrangement.type()));
		if (arrangement.narrowed() && arrangement.where().isDeclared) {
			elements.add(method(ArrangedRules.class, "narrowed"));
		}
		hierarchy(arrangement.type()).forEach((type) -> elements.add(method(type, "rule")));
		boolean claim = elements.stream()
			.anyMatch((element) -> element != null && element.isAnnotationPresent(Claim.class));
		for (TokenRequest request : REQUESTS) {
			boolean expected = claim && matches(elements, request);
			boolean actual = policies.evaluate(request).claims().containsKey("rule");
			if (expected != actual) {
				return arrangement + " decides " + actual + " for " + request.client().id() + " " + request.grantType()
						+ " " + request.issuance();
			}
		}
		return null;
	}

	private static boolean isReported(Throwable ex) {
		return ex instanceof ClaimPolicyException || String.valueOf(ex.getMessage()).contains("scoped proxy")
				|| String.valueOf(ex.getMessage()).contains("CGLIB subclass of class java.lang.Object")
				|| (ex.getCause() != null && isReported(ex.getCause()));
	}

	private static List<TokenRequest> requests() {
		List<TokenRequest> requests = new ArrayList<>();
		for (String client : List.of("app", "other")) {
			for (String grantType : List.of("password", "client_credentials")) {
				for (Issuance issuance : Issuance.values()) {
					for (TokenType tokenType : List.of(TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN)) {
						requests.add(TokenRequest.of(Client.of(client), grantType)
							.issuance(issuance)
							.tokenType(tokenType)
							.build());
					}
				}
			}
		}
		return requests;
	}

}
