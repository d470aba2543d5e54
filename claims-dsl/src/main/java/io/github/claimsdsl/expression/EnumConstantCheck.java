package io.github.claimsdsl.expression;

import java.util.Arrays;
import java.util.List;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides whether a text that is compared with an enum is the name of a constant.
 */
final class EnumConstantCheck {

	private final Findings findings;

	EnumConstantCheck(Checker checker) {
		this.findings = checker.findings();
	}

	/** Checks that a text that is compared with an enum is the name of a constant. */
	void check(Type enumeration, Node node, Typed typed) {
		if (!enumeration.is(Kind.ENUM) || enumeration.bean() == null || !(typed instanceof Typed.Constant constant)
				|| !(constant.value() instanceof String name)) {
			return;
		}
		List<String> names = Arrays.stream(enumeration.bean().getEnumConstants())
			.map((value) -> ((Enum<?>) value).name())
			.toList();
		if (names.contains(name)) {
			return;
		}
		String message = enumeration + " has no constant '" + name + "'";
		String near = DidYouMean.nearest(name, names).orElse(null);
		if (near != null) {
			this.findings.meant("impossible-comparison", node.position(), message, near, node,
					new Node.Literal(near, node.position()));
		}
		else {
			this.findings.problem("impossible-comparison", node.position(), message, DidYouMean.sentence(name, names));
		}
	}

	/**
	 * Checks that the texts in a list are names of an enum's constants, as in
	 * {@code ['GOLD'] contains user.tier}.
	 */
	void checkAll(Type enumeration, Node node, Typed typed) {
		if (node instanceof Node.ListOf list && typed instanceof Typed.ListOf values) {
			for (int i = 0; i < values.elements().size(); i++) {
				check(enumeration, list.elements().get(i), values.elements().get(i));
			}
		}
	}

}
