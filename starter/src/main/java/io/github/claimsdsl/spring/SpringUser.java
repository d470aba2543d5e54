package io.github.claimsdsl.spring;

import java.util.List;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The user of an application that has a {@code UserDetailsService} and no
 * {@link UserSource}: {@code user} in expressions.
 *
 * @param name the username
 * @param authorities the names of all authorities
 * @param roles the authorities that start with {@code ROLE_}, without that prefix
 * @since 0.1.0
 */
public record SpringUser(String name, List<String> authorities, List<String> roles) {

	private static final String ROLE = "ROLE_";

	/**
	 * Copies the lists.
	 * @param name the username
	 * @param authorities the names of all authorities
	 * @param roles the roles
	 */
	public SpringUser {
		authorities = List.copyOf(authorities);
		roles = List.copyOf(roles);
	}

	/**
	 * Takes over what Spring Security knows of a user.
	 * @param user the user
	 * @return the user of expressions and rules
	 */
	public static SpringUser of(UserDetails user) {
		List<String> authorities = user.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((authority) -> authority != null)
			.sorted()
			.toList();
		List<String> roles = authorities.stream()
			.filter((authority) -> authority.startsWith(ROLE))
			.map((authority) -> authority.substring(ROLE.length()))
			.toList();
		return new SpringUser(user.getUsername(), authorities, roles);
	}

}
