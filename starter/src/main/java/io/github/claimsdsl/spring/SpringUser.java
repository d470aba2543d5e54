package io.github.claimsdsl.spring;

import java.util.List;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The user that expressions read as {@code user} if the application has a
 * {@code UserDetailsService} and no {@link UserSource}. Immutable.
 *
 * @param name the username
 * @param authorities the names of all authorities
 * @param roles the authorities that start with {@code ROLE_}, without that prefix
 * @since 0.1.0
 */
public record SpringUser(String name, List<String> authorities, List<String> roles) {

	private static final String ROLE = "ROLE_";

	/**
	 * Creates the user, with copies of the lists.
	 */
	public SpringUser {
		authorities = List.copyOf(authorities);
		roles = List.copyOf(roles);
	}

	/**
	 * Creates the user from the details that Spring Security has loaded.
	 * @param user the details
	 * @return the user for expressions and rules
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
