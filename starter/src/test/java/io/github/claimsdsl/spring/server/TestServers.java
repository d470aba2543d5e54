package io.github.claimsdsl.spring.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;

import io.github.claimsdsl.spring.audience.TestAudiences;

/**
 * Two nodes on one store, started once for all tests and closed with the JVM.
 *
 * @param server the node with {@link TestAudiences#ALL}
 * @param withdrawn the node with {@link TestAudiences#WITHDRAWN}
 */
record TestServers(ServerNode server, ServerNode withdrawn) {

	private static final Map<TestStore, TestServers> STARTED = new ConcurrentHashMap<>();

	static TestServers of(TestStore store) {
		return STARTED.computeIfAbsent(store, TestServers::start);
	}

	private static TestServers start(TestStore store) {
		OAuth2AuthorizationService authorizations = store.create();
		return new TestServers(ServerNode.start(authorizations, TestAudiences.ALL),
				ServerNode.start(authorizations, TestAudiences.WITHDRAWN));
	}

}
