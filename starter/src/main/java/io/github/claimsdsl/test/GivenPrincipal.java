package io.github.claimsdsl.test;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The principal of a request that has no {@link Authentication}: only its name can be
 * read.
 */
final class GivenPrincipal implements Authentication {

	private static final long serialVersionUID = 1L;

	private final @Nullable String name;

	GivenPrincipal(@Nullable String name) {
		this.name = name;
	}

	private static MissingInputException missing(String what) {
		return new MissingInputException(what + " of the principal", "attribute(Authentication.class, authentication)");
	}

	@Override
	public String getName() {
		if (this.name == null) {
			throw new MissingInputException("the name of the principal",
					"principalName(name) or attribute(Authentication.class, authentication)");
		}
		return this.name;
	}

	@Override
	public Collection<? extends GrantedAuthority> getAuthorities() {
		throw missing("the authorities");
	}

	@Override
	public Object getCredentials() {
		throw missing("the credentials");
	}

	@Override
	public Object getDetails() {
		throw missing("the details");
	}

	@Override
	public Object getPrincipal() {
		throw missing("the principal object");
	}

	@Override
	public boolean isAuthenticated() {
		return true;
	}

	@Override
	public void setAuthenticated(boolean authenticated) {
		throw new UnsupportedOperationException("The principal of a test cannot be changed");
	}

}
