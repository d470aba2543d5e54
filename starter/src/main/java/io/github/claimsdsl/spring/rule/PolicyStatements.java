package io.github.claimsdsl.spring.rule;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.springframework.util.StringUtils;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Reads the attributes that a policy states once, such as its order, from every
 * {@code @ClaimRule} it has.
 */
final class PolicyStatements {

	private final RuleBean bean;

	private final Issues issues;

	PolicyStatements(RuleBean bean, Issues issues) {
		this.bean = bean;
		this.issues = issues;
	}

	String namespace() {
		return one("namespace", (rule) -> Arrays.stream(rule.namespace()).filter(StringUtils::hasLength), "");
	}

	int order() {
		return one("order", (rule) -> Arrays.stream(rule.order()).boxed(), 0);
	}

	Mode mode() {
		return one("mode", (rule) -> Arrays.stream(rule.mode()), Mode.ENFORCE);
	}

	private <T> T one(String attribute, Function<ClaimRule, Stream<T>> reader, T otherwise) {
		List<T> stated = this.bean.statements().stream().flatMap(reader).distinct().toList();
		if (stated.size() > 1) {
			this.issues.add("conflicting-statements", Origin.of(this.bean.shortName() + " @" + attribute),
					attribute + " is stated twice, as " + stated.get(0) + " and as " + stated.get(1),
					"Look at the @ClaimRule of the class, its superclasses and interfaces, its @Bean method and "
							+ "meta-annotations, and keep one.");
		}
		return stated.isEmpty() ? otherwise : stated.get(0);
	}

	/** Reports what has no meaning on a method. */
	static void checkMethod(String subject, ClaimRule rule, Issues issues) {
		if (rule.namespace().length > 0) {
			issues.add(misplaced(subject, "namespace",
					"State it on the class, or write the claim's whole name in @Claim."));
		}
		if (rule.order().length > 0) {
			issues.add(misplaced(subject, "order",
					"State the order of one claim in @Claim(order = ...), or that of all rules on the class."));
		}
		if (rule.mode().length > 0) {
			issues
				.add(misplaced(subject, "mode", "State it on the class; a policy is enforced or reported as a whole."));
		}
	}

	private static Issue misplaced(String subject, String attribute, String help) {
		return new Issue("misplaced-attribute", Origin.of(subject + " @" + attribute),
				attribute + " has no meaning in a @ClaimRule on a method", help, null);
	}

}
