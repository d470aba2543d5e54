package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Translates methods of other languages, and of classes that cannot be named here, so
 * that an issue can say what to write instead.
 */
final class ForeignMethods {

	private static final Map<String, String> OPPOSITES = Map.of("isNotEmpty", "isEmpty", "isNotBlank", "isBlank",
			"nonEmpty", "isEmpty");

	private static final Map<String, String> FUNCTIONS = Map.of("isNullOrEmpty", "isEmpty", "isNullOrBlank", "isBlank",
			"getFirst", "first", "findFirst", "first", "joinToString", "join", "substr", "substring", "slice",
			"substring");

	private static final Map<String, Integer> SECONDS = Map.of("Minutes", 60, "Hours", 3_600, "Days", 86_400, "Weeks",
			604_800);

	/** The functions for the time between two times, by Java's unit. */
	private static final Map<String, String> UNITS = Map.of("YEARS", "years", "DAYS", "days", "SECONDS",
			"secondsBetween");

	/**
	 * The functions for the time between two times, by the method of {@code Period} or
	 * {@code Duration}.
	 */
	private static final Map<String, String> PARTS = Map.of("Period.getYears", "years", "Duration.toDays", "days",
			"Duration.toSeconds", "secondsBetween", "Duration.getSeconds", "secondsBetween");

	private ForeignMethods() {
	}

	/**
	 * Returns the translation of a method that the value does not have, or {@code null}
	 * if there is none.
	 */
	static @Nullable Node of(Node.Method call, Type receiver) {
		Node target = call.target();
		int position = call.position();
		String opposite = OPPOSITES.get(call.name());
		if (opposite != null && call.arguments().isEmpty()) {
			return new Node.Unary("!", new Node.Method(target, opposite, List.of(), position), position);
		}
		if (call.name().equals("getAuthority") && call.arguments().isEmpty() && receiver.is(Kind.TEXT)) {
			return target;
		}
		if (call.name().equals("orEmpty") && call.arguments().isEmpty()) {
			Node nothing = receiver.isCollection() ? new Node.ListOf(List.of(), position)
					: new Node.Literal("", position);
			return new Node.Call("coalesce", List.of(target, nothing), position);
		}
		if (call.name().matches("last|getLast") && receiver.is(Kind.LIST)) {
			Node size = new Node.Method(target, "size", List.of(), position);
			return new Node.Index(target, new Node.Binary("-", size, new Node.Literal(1, position), position),
					position);
		}
		return receiver.is(Kind.TIME) ? ofTime(call) : function(call, receiver);
	}

	private static @Nullable Node function(Node.Method call, Type receiver) {
		String function = FUNCTIONS.get(call.name());
		boolean text = "substring".equals(function);
		if (function == null || (text && !(receiver.is(Kind.TEXT) && isFromStart(call)))) {
			return null;
		}
		List<Node> arguments = new ArrayList<>(call.arguments());
		arguments.add(0, call.target());
		return new Node.Call(function, List.copyOf(arguments), call.position());
	}

	/**
	 * Tells whether a part starts at 0, so that its length and its end are the same
	 * number.
	 */
	private static boolean isFromStart(Node.Method call) {
		return call.arguments().size() == 2 && call.arguments().get(0) instanceof Node.Literal start
				&& Integer.valueOf(0).equals(start.value());
	}

	/** Translates calls such as {@code now.minusDays(30)} to seconds. */
	private static @Nullable Node ofTime(Node.Method call) {
		String unit = call.name().replaceFirst("^(plus|minus)", "");
		Integer seconds = SECONDS.get(unit);
		if (seconds == null || unit.equals(call.name()) || call.arguments().size() != 1) {
			return null;
		}
		Node amount = new Node.Binary("*", call.arguments().get(0), new Node.Literal(seconds, call.position()),
				call.position());
		return new Node.Method(call.target(), call.name().replace(unit, "Seconds"), List.of(amount), call.position());
	}

	/**
	 * Translates calls such as {@code ChronoUnit.DAYS.between(a, b)} and
	 * {@code Period.between(a, b).getYears()}.
	 */
	static @Nullable Node between(Node.Method call) {
		if (call.name().equals("between") && call.arguments().size() == 2 && call.target() instanceof Node.Property unit
				&& unit.target() instanceof Node.Name type && type.name().equals("ChronoUnit")
				&& UNITS.containsKey(unit.name())) {
			return new Node.Call(UNITS.get(unit.name()), call.arguments(), call.position());
		}
		if (call.target() instanceof Node.Method between && between.name().equals("between")
				&& between.arguments().size() == 2 && between.target() instanceof Node.Name type) {
			String function = PARTS.get(type.name() + "." + call.name());
			return (function != null) ? new Node.Call(function, between.arguments(), call.position()) : null;
		}
		return null;
	}

}
