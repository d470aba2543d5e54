package io.github.claimsdsl.docs.cookbook.slowservice;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

@Service
class Subscriptions {

	private final RestClient http;

	Subscriptions(RestClient subscriptionsClient) {
		this.http = subscriptionsClient;
	}

	@Cacheable("plans")
	public @Nullable String plan(String client) {
		return this.http.get().uri("/plans/{client}", client).retrieve().body(String.class);
	}

}
