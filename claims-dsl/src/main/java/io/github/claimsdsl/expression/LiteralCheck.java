package io.github.claimsdsl.expression;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks the literal texts that functions read. Without this check, a date that does not
 * exist would be null and an unknown time zone would fail each time the expression runs.
 */
final class LiteralCheck {

	private static final Map<String, String> READERS = Map.of("date", "Write date('2026-01-31').", "time",
			"Write time('2026-01-31T12:00:00Z').", "number", "Write 5 or 1.5.", "bool", "Write true or false.");

	/** A reference to a group, unless a backslash before it makes it a plain text. */
	private static final java.util.regex.Pattern GROUP = java.util.regex.Pattern
		.compile("(?<!\\\\)(?:\\\\{2})*\\$([0-9])");

	private final Findings findings;

	LiteralCheck(Checker checker) {
		this.findings = checker.findings();
	}

	/** Reports the problems of the literals of a call. Tells whether there are any. */
	boolean refuses(Node call, Function function, List<Node> nodes, List<Typed> arguments) {
		if (MethodTable.has(function)) {
			return arguments.size() == 3 && refusesGroup(nodes.get(2), arguments.get(1), arguments.get(2));
		}
		if (function.owner() != ClaimFunctions.class) {
			return false;
		}
		String help = READERS.get(function.name());
		String text = (help != null) ? text(arguments.get(0)) : null;
		if (help != null && text != null && function.apply(text) == null) {
			unreadable(call, function.name(), nodes.get(0), text, help);
			return true;
		}
		String zone = function.name().equals("hour") ? text(arguments.get(1)) : null;
		if (zone != null && !isZone(zone)) {
			unknownZone(nodes.get(1), zone);
			return true;
		}
		return false;
	}

	/** Reports a replacement such as {@code '$1'} if the pattern has no such group. */
	private boolean refusesGroup(Node node, Typed pattern, Typed replacement) {
		String text = text(replacement);
		if (text == null || !(pattern instanceof Typed.Constant constant)
				|| !(constant.value() instanceof Pattern expression)) {
			return false;
		}
		int groups = expression.groupCount();
		boolean none = GROUP.matcher(text).results().anyMatch((group) -> group.group(1).charAt(0) - '0' > groups);
		if (none) {
			this.findings.problem("bad-literal", node.position(), "the pattern has no such group",
					"$0 is the whole match, $1 what the first ( ) matches; write \\\\$ for the character.");
		}
		return none;
	}

	private static @Nullable String text(Typed typed) {
		return (typed instanceof Typed.Constant constant && constant.value() instanceof String text) ? text : null;
	}

	private void unreadable(Node call, String function, Node node, String text, String help) {
		String message = "this text is not a " + (function.equals("bool") ? "boolean" : function);
		Node right = meant(function, node, text);
		if (right != null) {
			this.findings.fixable("bad-literal", node.position(), message, function.equals("time") ? call : node,
					right);
		}
		else {
			this.findings.problem("bad-literal", node.position(), message, help);
		}
	}

	/**
	 * Returns the literal that the author means by one that cannot be read, or
	 * {@code null}. Examples are a date instead of a time, a time instead of a date, and
	 * {@code 'True'}.
	 */
	private static @Nullable Node meant(String function, Node node, String text) {
		String date = text.substring(0, Math.min(text.length(), "2026-01-31".length()));
		return switch (function) {
			case "time" -> Conversion.of(node, Kind.TIME);
			case "date" -> (ClaimFunctions.date(date) != null) ? new Node.Literal(date, node.position()) : null;
			case "bool" -> (ClaimFunctions.bool(text.toLowerCase(Locale.ROOT)) != null)
					? new Node.Literal(text.toLowerCase(Locale.ROOT), node.position()) : null;
			default -> null;
		};
	}

	private static boolean isZone(String zone) {
		try {
			return ZoneId.of(zone).getId() != null;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private void unknownZone(Node node, String zone) {
		Set<String> zones = ZoneId.getAvailableZoneIds();
		String place = "/" + zone.replace(' ', '_').toLowerCase(Locale.ROOT);
		String near = zones.stream()
			.filter((name) -> name.toLowerCase(Locale.ROOT).endsWith(place))
			.min(String::compareTo)
			.or(() -> DidYouMean.nearest(zone, zones))
			.orElse(null);
		String message = "there is no such time zone";
		if (near != null) {
			this.findings.meant("bad-literal", node.position(), message, near, node,
					new Node.Literal(near, node.position()));
		}
		else {
			this.findings.problem("bad-literal", node.position(), message, "Write hour(time, 'Europe/Oslo').");
		}
	}

}
