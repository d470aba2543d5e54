package io.github.claimsdsl.spring.parameter;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * The request parameters that rules may read, by name. Immutable.
 *
 * @param enforced the parameters for which a request is refused if rules cannot rely on
 * them
 * @param reported the parameters that only policies in report mode read; a request that
 * would be refused is logged and continues without the parameter
 * @since 0.1.0
 */
public record NamedParameters(Set<String> enforced, Set<String> reported) {

	/** No parameters. */
	public static final NamedParameters NONE = new NamedParameters(Set.of(), Set.of());

	/**
	 * Creates the names, with copies of the sets in their order.
	 */
	public NamedParameters {
		enforced = Collections.unmodifiableSet(new LinkedHashSet<>(enforced));
		reported = Collections.unmodifiableSet(new LinkedHashSet<>(reported));
	}

	/**
	 * Returns whether rules may read no parameters.
	 * @return {@code true} if there is nothing to check
	 */
	public boolean isEmpty() {
		return this.enforced.isEmpty() && this.reported.isEmpty();
	}

	/**
	 * Returns the names of all parameters.
	 * @return the names, the enforced ones first
	 */
	public Stream<String> names() {
		return Stream.concat(this.enforced.stream(), this.reported.stream());
	}

	/**
	 * Returns whether a request has one of the parameters.
	 * @param request the request
	 * @return {@code true} if it has one, with or without a value
	 */
	public boolean isAnyIn(HttpServletRequest request) {
		return names().anyMatch((name) -> request.getParameter(name) != null);
	}

	/**
	 * Calls a check for each parameter, in order. An exception of the check ends the
	 * loop, unless the parameter is only reported.
	 * @param check checks the parameter with the given name
	 * @param report receives the exception for a parameter that is only reported
	 */
	public void check(Consumer<String> check, Consumer<RefusedException> report) {
		this.enforced.forEach(check);
		for (String name : this.reported) {
			try {
				check.accept(name);
			}
			catch (RefusedException ex) {
				report.accept(ex);
			}
		}
	}

}
