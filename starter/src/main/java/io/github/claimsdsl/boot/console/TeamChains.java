package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * Finds how users sign in to the application, because they sign in to the console in the
 * same way. It looks at the finished filter chains, so it does not matter how they were
 * built.
 */
final class TeamChains {

	private final ObjectProvider<SecurityFilterChain> chains;

	TeamChains(ObjectProvider<SecurityFilterChain> chains) {
		this.chains = chains;
	}

	/**
	 * Returns the entry point that sends a browser to the login page, if there is one.
	 */
	Optional<AuthenticationEntryPoint> login() {
		return others().filter((chain) -> of(chain, AbstractAuthenticationProcessingFilter.class).findAny().isPresent())
			.flatMap((chain) -> of(chain, ExceptionTranslationFilter.class))
			.map(ExceptionTranslationFilter::getAuthenticationEntryPoint)
			.findFirst();
	}

	/** Returns the filter that authenticates HTTP Basic, if there is one. */
	Optional<BasicAuthenticationFilter> basic() {
		return others().flatMap((chain) -> of(chain, BasicAuthenticationFilter.class)).findFirst();
	}

	private Stream<SecurityFilterChain> others() {
		return this.chains.orderedStream().filter((chain) -> of(chain, ConsoleGate.class).findAny().isEmpty());
	}

	private static <T extends Filter> Stream<T> of(SecurityFilterChain chain, Class<T> type) {
		List<Filter> filters = chain.getFilters();
		return filters.stream().filter(type::isInstance).map(type::cast);
	}

}
