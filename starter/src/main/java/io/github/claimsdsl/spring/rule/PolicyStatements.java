package io.github.claimsdsl.spring.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Reads the attributes that a policy may state only once, such as its order, from all its
 * {@code @ClaimRule} annotations.
 */
final class PolicyStatements {

	private final RuleBean bean;

	private final Issues issues;

	private final StatedOnce attributes;

	PolicyStatements(RuleBean bean, Issues issues) {
		this.bean = bean;
		this.issues = issues;
		this.attributes = new StatedOnce(issues);
	}

	String namespace() {
		return one("namespace", (rule) -> text("namespace", rule.namespace()), "");
	}

	int order() {
		return one("order", (rule) -> value("order", Arrays.stream(rule.order()).boxed().toList()), 0);
	}

	Mode mode() {
		return one("mode", (rule) -> value("mode", List.of(rule.mode())), Mode.ENFORCE);
	}

	List<String> conditions() {
		return this.bean.statements().stream().flatMap((rule) -> text("when", rule.when()).stream()).toList();
	}

	private Optional<String> text(String attribute, String[] stated) {
		return this.attributes.text(this.bean.shortName(), attribute, stated);
	}

	private <T> Optional<T> value(String attribute, List<T> stated) {
		return this.attributes.value(this.bean.shortName(), attribute, stated);
	}

	private <T> T one(String attribute, Function<ClaimRule, Optional<T>> reader, T otherwise) {
		List<T> stated = this.bean.statements().stream().map(reader).flatMap(Optional::stream).distinct().toList();
		if (stated.size() > 1) {
			this.issues.add("conflicting-statements", Origin.of(this.bean.shortName() + " @" + attribute),
					attribute + " is stated twice, as " + stated.get(0) + " and as " + stated.get(1),
					"Look at the @ClaimRule of the class, its superclasses and interfaces, its @Bean method and "
							+ "meta-annotations, and keep one.");
		}
		return stated.isEmpty() ? otherwise : stated.get(0);
	}

	/** Reports attributes that have no meaning on a {@code @Bean} method. */
	static void checkBeanMethod(String subject, ClaimRule rule, Issues issues) {
		if (!rule.value().isEmpty()) {
			issues.add(misplaced(subject, "value", "Name the bean in @Bean."));
		}
	}

	/** Reports attributes that have no meaning on the method of a rule. */
	static void checkMethod(String subject, ClaimRule rule, Issues issues) {
		if (!rule.value().isEmpty()) {
			issues.add(misplaced(subject, "value", "State it on the class, where it names the bean."));
		}
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
