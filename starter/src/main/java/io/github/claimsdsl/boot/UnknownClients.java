package io.github.claimsdsl.boot;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.log.LogMessage;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * Warns if audiences and policies name clients that are not registered. It checks once
 * the application is ready, because runners may register clients at start-up.
 */
final class UnknownClients implements ApplicationListener<ApplicationReadyEvent> {

	/** The most clients that are checked, because each needs a query. */
	private static final int MOST = 200;

	private static final Log logger = LogFactory.getLog(UnknownClients.class);

	private final ClaimPolicySet policies;

	private final Audiences audiences;

	private final ObjectProvider<RegisteredClientRepository> clients;

	UnknownClients(ClaimPolicySet policies, Audiences audiences, ObjectProvider<RegisteredClientRepository> clients) {
		this.policies = policies;
		this.audiences = audiences;
		this.clients = clients;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		RegisteredClientRepository repository = this.clients.getIfUnique();
		Map<String, Set<String>> named = named();
		if (repository == null || named.size() > MOST) {
			logger.info(LogMessage.format(
					"Claims DSL does not check whether the clients that audiences and policies name are registered: %s",
					(repository == null) ? "there is no single RegisteredClientRepository"
							: "they name more than " + MOST));
			return;
		}
		try {
			named.forEach((client, places) -> check(repository, client, places));
		}
		catch (RuntimeException ex) {
			logger.warn(LogMessage.format("Claims DSL cannot check whether the clients that audiences and policies "
					+ "name are registered: the repository threw %s", ex.getClass().getName()));
		}
	}

	private static void check(RegisteredClientRepository repository, String client, Set<String> places) {
		if (repository.findByClientId(client) == null) {
			logger.warn(LogMessage.format("Client '%s' is not registered, but it is named by %s", client,
					String.join(" and ", places)));
		}
	}

	/** Returns the audiences and policies that name each client, by client. */
	private Map<String, Set<String>> named() {
		Map<String, Set<String>> named = new LinkedHashMap<>();
		for (Audience audience : this.audiences.all()) {
			String place = "audience '" + audience.id() + "'";
			add(named, audience.clients().ids(), place);
			add(named, audience.apiClients().ids(), place);
		}
		for (ClaimPolicy policy : this.policies.policies()) {
			String place = "policy '" + policy.name() + "'";
			policy.selector().statements(Dimension.CLIENT).forEach((clients) -> add(named, clients, place));
			policy.claims()
				.forEach((rule) -> rule.selector()
					.statements(Dimension.CLIENT)
					.forEach((clients) -> add(named, clients, place)));
		}
		return named;
	}

	private static void add(Map<String, Set<String>> named, Collection<String> clients, String place) {
		clients.forEach((client) -> named.computeIfAbsent(client, (key) -> new TreeSet<>()).add(place));
	}

}
