package io.github.claimsdsl.servers;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.DisabledException;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.UserIdentity;
import io.github.claimsdsl.spring.UserSource;

/**
 * Loads the users who log in here, and those whose account at a provider is linked with
 * one here.
 */
@Component
class LinkedEmployees implements UserSource<Employee> {

	private final EmployeeDirectory directory;

	LinkedEmployees(EmployeeDirectory directory) {
		this.directory = directory;
	}

	@Override
	public @Nullable Employee loadUser(String name) {
		return active(this.directory.find(name));
	}

	@Override
	public @Nullable Employee loadUser(UserIdentity identity) {
		if (!identity.federated()) {
			return loadUser(identity.name());
		}
		String provider = identity.provider();
		return (provider != null && identity.attributes().get("sub") instanceof String subject)
				? active(this.directory.findLinked(provider, subject)) : null;
	}

	private static @Nullable Employee active(@Nullable Employee employee) {
		if (employee != null && !employee.active()) {
			throw new DisabledException("The employee has left");
		}
		return employee;
	}

}
