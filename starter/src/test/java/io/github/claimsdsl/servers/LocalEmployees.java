package io.github.claimsdsl.servers;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.DisabledException;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.UserSource;

/**
 * Loads the users who log in here.
 */
@Component
class LocalEmployees implements UserSource<Employee> {

	private final EmployeeDirectory directory;

	LocalEmployees(EmployeeDirectory directory) {
		this.directory = directory;
	}

	@Override
	public @Nullable Employee loadUser(String name) {
		Employee employee = this.directory.find(name);
		if (employee != null && !employee.active()) {
			throw new DisabledException("The employee has left");
		}
		return employee;
	}

}
