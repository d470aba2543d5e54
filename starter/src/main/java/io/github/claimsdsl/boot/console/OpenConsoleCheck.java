package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;

/**
 * Stops the start if the console would be open: an earlier filter chain takes its
 * requests, or Spring Security ignores its path. It checks the finished chains, so it
 * does not matter how they were built.
 */
final class OpenConsoleCheck implements SmartInitializingSingleton {

	private final Filter security;

	private final String context;

	private final String servlet;

	private final String path;

	/**
	 * Creates a check.
	 * @param security Spring Security's filter, which holds all chains
	 * @param context the path of the application, empty for its root
	 * @param servlet the path of the servlet within the application, empty for its root
	 * @param path the path of the console within the servlet
	 */
	OpenConsoleCheck(Filter security, String context, String servlet, String path) {
		this.security = security;
		this.context = context;
		this.servlet = servlet;
		this.path = path;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!(this.security instanceof FilterChainProxy proxy)) {
			return;
		}
		Issues issues = new Issues();
		for (SecurityFilterChain chain : proxy.getFilterChains()) {
			if (chain.getFilters().stream().anyMatch(ConsoleGate.class::isInstance)) {
				break;
			}
			if (List.of("", "/expression").stream().anyMatch((page) -> matches(chain, this.path + page))) {
				issues.add(open(chain));
			}
		}
		issues.throwIfAny();
	}

	/**
	 * Returns whether a chain takes the requests for a path. A matcher that needs more
	 * than method and path throws. Then the answer is not known, and this returns
	 * {@code false}.
	 */
	private boolean matches(SecurityFilterChain chain, String path) {
		try {
			return Stream.of("GET", "POST")
				.anyMatch((method) -> chain.matches(AskedPath.of(method, this.context, this.servlet, path)));
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private Issue open(SecurityFilterChain chain) {
		boolean ignored = chain.getFilters().isEmpty();
		return new Issue("console-open", Origin.of("claims-dsl.console.path"),
				(ignored ? "Spring Security ignores '" + this.path + "'"
						: "another SecurityFilterChain, " + chain + ", comes first and takes the requests for '"
								+ this.path + "'")
						+ ", so nothing would check who may see the console",
				ignored ? "Ignore fewer paths in WebSecurityCustomizer, or change claims-dsl.console.path."
						: "Give that chain a narrower securityMatcher or a later order, or change claims-dsl.console.path.",
				null);
	}

}
