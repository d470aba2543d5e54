package io.github.claimsdsl.docs.cookbook.roles;

import java.util.Collection;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;

class AppUser extends User {

	private static final long serialVersionUID = 1L;

	private final String department;

	AppUser(String username, String password, String department, Collection<? extends GrantedAuthority> authorities) {
		super(username, password, authorities);
		this.department = department;
	}

	public String getDepartment() {
		return this.department;
	}

}
