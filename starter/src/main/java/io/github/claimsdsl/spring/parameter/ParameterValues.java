package io.github.claimsdsl.spring.parameter;

import java.util.Map;

/**
 * The named request parameters of one token. Immutable.
 *
 * @param values the parameters that have a value, by name
 * @param saved the attributes to save with the authorization, by name
 */
public record ParameterValues(Map<String, String> values, Map<String, Object> saved) {

	static final ParameterValues NONE = new ParameterValues(Map.of(), Map.of());

}
