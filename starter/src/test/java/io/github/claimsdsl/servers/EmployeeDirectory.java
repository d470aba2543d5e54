package io.github.claimsdsl.servers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/**
 * The application's users, and the accounts at providers that are linked with them.
 */
@Repository
class EmployeeDirectory {

	private final Map<String, Employee> byName = new ConcurrentHashMap<>();

	private final Map<String, String> links = new ConcurrentHashMap<>();

	void save(Employee employee) {
		this.byName.put(employee.name(), employee);
	}

	void link(String provider, String subject, String name) {
		this.links.put(provider + " " + subject, name);
	}

	@Nullable Employee find(String name) {
		return this.byName.get(name);
	}

	@Nullable Employee findLinked(String provider, String subject) {
		String name = this.links.get(provider + " " + subject);
		return (name != null) ? find(name) : null;
	}

}
