package io.github.claimsdsl.spring.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;

import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.audience.TestAudiences;

/**
 * Two nodes on one store, started once for all tests and closed with the JVM.
 *
 * @param server the node with {@link TestAudiences#ALL}
 * @param withdrawn the node with {@link TestAudiences#WITHDRAWN}
 */
record TestServers(ServerNode server, ServerNode withdrawn) {

	private static final Map<Kind, TestServers> STARTED = new ConcurrentHashMap<>();

	/** How the clients of audiences are chosen. */
	enum Choice {

		BY_NAME(TestAudiences.ALL, TestAudiences.WITHDRAWN),

		BY_SETTING(TestAudiences.BY_SETTING, TestAudiences.WITHDRAWN_BY_SETTING);

		private final Audiences all;

		private final Audiences withdrawn;

		Choice(Audiences all, Audiences withdrawn) {
			this.all = all;
			this.withdrawn = withdrawn;
		}

	}

	private record Kind(TestStore store, Choice choice) {

		TestServers start() {
			OAuth2AuthorizationService authorizations = this.store.create();
			return new TestServers(ServerNode.start(authorizations, this.choice.all),
					ServerNode.start(authorizations, this.choice.withdrawn));
		}

	}

	static TestServers of(TestStore store) {
		return of(store, Choice.BY_NAME);
	}

	static TestServers of(TestStore store, Choice choice) {
		return STARTED.computeIfAbsent(new Kind(store, choice), Kind::start);
	}

}
