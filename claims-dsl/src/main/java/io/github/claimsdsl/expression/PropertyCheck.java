package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks properties of objects, keys of maps, and getters that are read like properties.
 */
final class PropertyCheck {

	/** The properties that authors mean by other names. */
	private static final Map<String, String> PROPERTIES = Map.of("clientId", "id", "client_id", "id", "clientName",
			"name", "params", "parameters", "param", "parameters", "authorities", "roles");

	private final Checker checker;

	private final Findings findings;

	private final MethodCheck methods;

	private final StepCheck steps;

	private final ClassNameCheck classes;

	private final ForeignPaths foreign;

	PropertyCheck(Checker checker, MethodCheck methods) {
		this.checker = checker;
		this.findings = checker.findings();
		this.methods = methods;
		this.steps = new StepCheck(checker);
		this.classes = new ClassNameCheck(checker);
		this.foreign = new ForeignPaths(checker);
	}

	Typed check(Node.Property node) {
		if (this.classes.refusesConstant(node)) {
			return Checker.unknown();
		}
		if (ParameterCheck.isParameters(node)) {
			this.findings.add(ParameterCheck.all(node));
			return Checker.unknown();
		}
		if (ParameterCheck.isParameters(node.target())) {
			return this.steps.parameter(node, node.target(), node.name());
		}
		if (this.foreign.refuses(node, node.target(), node.name())) {
			return Checker.unknown();
		}
		Typed target = this.checker.target(node.target());
		if (Checker.isUnknown(target)) {
			return target;
		}
		return ofValue(node, target);
	}

	private Typed ofValue(Node.Property node, Typed target) {
		Type receiver = target.type();
		if (receiver.bean() == RequestInput.class && ParameterCheck.isParameters(node.name())) {
			this.findings.add(ParameterCheck.all(node));
			return Checker.unknown();
		}
		if (receiver.is(Kind.BEAN) && receiver.bean() != null) {
			return ofBean(node, target, receiver.bean());
		}
		if (receiver.is(Kind.MAP) || receiver.isUndeclared()) {
			return this.steps.key(node, target, node.name());
		}
		return getter(node, target);
	}

	private Typed ofBean(Node.Property node, Typed target, Class<?> bean) {
		if (ClientMaps.isMap(bean)) {
			return this.steps.ofClient(node, target, bean, node.name());
		}
		Map<String, BeanProperty> properties = this.checker.schema().properties(bean);
		BeanProperty property = properties.get(node.name());
		if (property != null) {
			return this.steps.step(node, target, new Step.Property(property.getter()), property.type());
		}
		unknown(node, bean, properties.keySet());
		return Checker.unknown();
	}

	private void unknown(Node.Property node, Class<?> bean, Set<String> properties) {
		String path = CanonicalText.of(node.target());
		if (this.checker.schema().isSecret(bean, node.name())) {
			this.findings.secret(node.position(), "property '" + node.name() + "' of " + path, node.name());
			return;
		}
		if (this.checker.schema().isWithheld(bean, node.name()) && BeanProperty.isProperty(bean, node.name())) {
			this.findings.problem("self-asserted", node.position(),
					"the client itself may have chosen " + path + "." + node.name(),
					"Read client.id and client.settings, which you control.");
			return;
		}
		unknown(node, path, properties);
	}

	private void unknown(Node.Property node, String path, Set<String> properties) {
		String message = "unknown property '" + node.name() + "' of " + path;
		String synonym = PROPERTIES.get(node.name());
		String near = (synonym != null && properties.contains(synonym)) ? synonym
				: DidYouMean.nearest(node.name(), properties).orElse(null);
		if (near == null) {
			this.findings.problem("unknown-property", node.position(), message,
					DidYouMean.sentence(node.name(), properties));
		}
		else {
			this.findings.meant("unknown-property", node.position(), message, near, node,
					new Node.Property(node.target(), near, node.position()));
		}
	}

	/**
	 * Checks a property for which there is a getter, such as {@code now.epochSecond} for
	 * {@code now.getEpochSecond()}.
	 */
	private Typed getter(Node.Property node, Typed target) {
		String name = node.name();
		String getter = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
		if (!MethodTable.ALL.find(target.type(), getter, 0).isEmpty()) {
			return this.methods.call(new Node.Method(node.target(), getter, List.of(), node.position()), target);
		}
		String message = "a " + target.type() + " has no property '" + name + "'";
		Node right = meant(node, target.type());
		if (right != null) {
			this.findings.fixable("no-properties", node.position(), message, node, right);
		}
		else {
			this.findings.problem("no-properties", node.position(), message, MethodTable.ALL.sentence(target.type()));
		}
		return Checker.unknown();
	}

	private @Nullable Node meant(Node.Property node, Type receiver) {
		Type element = receiver.element();
		if (receiver.isCollection() && element != null && element.is(Kind.BEAN) && element.bean() != null
				&& this.checker.schema().properties(element.bean()).containsKey(node.name())) {
			Node property = new Node.Property(new Node.Name(Node.ELEMENT, node.position()), node.name(),
					node.position());
			return new Node.Projection(property, node.target(), null, node.position());
		}
		if (node.name().equals("authority") && receiver.is(Kind.TEXT)) {
			return node.target();
		}
		String name = (node.name().equals("length") && !receiver.is(Kind.TEXT)) ? "size" : node.name();
		if (!MethodTable.ALL.find(receiver, name, 0).isEmpty()) {
			return new Node.Method(node.target(), name, List.of(), node.position());
		}
		Function function = this.checker.functions().find(node.name(), 1);
		return (function != null && function.parameters().get(0).accepts(receiver))
				? new Node.Call(node.name(), List.of(node.target()), node.position()) : null;
	}

}
