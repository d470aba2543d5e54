package io.github.claimsdsl.docs.cookbook.refresh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.github.claimsdsl.spring.UserSource;

@Component
class Customers implements UserSource<Customer> {

	private final Map<String, Customer> customers = new ConcurrentHashMap<>();

	void save(Customer customer) {
		this.customers.put(customer.username(), customer);
	}

	void remove(String username) {
		this.customers.remove(username);
	}

	@Override
	public @Nullable Customer loadUser(String name) {
		return this.customers.get(name);
	}

}
