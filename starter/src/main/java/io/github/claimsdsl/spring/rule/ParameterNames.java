package io.github.claimsdsl.spring.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.parameter.NamedParameters;

/**
 * Checks the names of request parameters that rules want to read. Secrets and parameters
 * of the protocol are not allowed.
 */
public final class ParameterNames {

	/** The name of a parameter by RFC 6749 section 8.2. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

	private static final String SERVER = "Leave it out: the server itself reads it.";

	private static final Map<String, String> PROTOCOL = Map.ofEntries(read("audience", "request.audience"),
			read("resource", "request.audience"), read("scope", "request.scopes"),
			read("grant_type", "request.grantType"), read("client_id", "client.id"), Map.entry("redirect_uri", SERVER),
			Map.entry("response_type", SERVER), Map.entry("request_uri", SERVER), Map.entry("code_challenge", SERVER),
			Map.entry("code_challenge_method", SERVER));

	private ParameterNames() {
	}

	private static Map.Entry<String, String> read(String name, String input) {
		return Map.entry(name, "Read what the server made of it: " + input + ".");
	}

	/**
	 * Checks a name.
	 * @param name the name
	 * @param origin where it is named
	 * @return the issue if rules cannot read a parameter of that name, or else
	 * {@code null}
	 */
	public static @Nullable Issue check(String name, Origin origin) {
		if (name.isBlank()) {
			return issue(origin, "the name of the request parameter is blank", "Write its name, such as tenant.");
		}
		if (!NAME.matcher(name).matches()) {
			return issue(origin, "'" + name + "' cannot be the name of a request parameter",
					"Use letters, digits, '-', '.' and '_' (RFC 6749 section 8.2).");
		}
		if (RequestParameters.isSecret(name)) {
			return issue(origin, "the request parameter '" + name + "' is a secret",
					"Leave it out: no rule can read it.");
		}
		String advice = PROTOCOL.get(name);
		return (advice != null) ? issue(origin, "the request parameter '" + name + "' belongs to the protocol", advice)
				: null;
	}

	private static Issue issue(Origin origin, String message, String help) {
		return new Issue("request-parameter", origin, message, help, null);
	}

	/**
	 * Returns the parameters that the rules of a policy set read. Those that are declared
	 * as properties come first, in their order. The others follow, sorted by name.
	 * @param policies the policies
	 * @param declared the names declared as properties
	 * @return the names, without those that rules cannot read
	 */
	public static NamedParameters of(ClaimPolicySet policies, List<String> declared) {
		Set<String> enforced = readable(policies.enforcedParameters(), declared);
		Set<String> reported = readable(policies.requestParameters(), declared);
		reported.removeAll(enforced);
		return new NamedParameters(enforced, reported);
	}

	private static Set<String> readable(Set<String> names, List<String> declared) {
		return Stream.concat(declared.stream().filter(names::contains), names.stream().sorted())
			.filter((name) -> check(name, Origin.of(name)) == null)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

}
