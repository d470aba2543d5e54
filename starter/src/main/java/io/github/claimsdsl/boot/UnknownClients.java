package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.log.LogMessage;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.expression.DidYouMean;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * Warns if audiences and policies name clients that are not registered, or scopes that no
 * client has. It checks once the application is ready, because runners may register
 * clients at start-up.
 */
final class UnknownClients implements ApplicationListener<ApplicationReadyEvent> {

	/** The most clients that are checked, because each needs a query. */
	private static final int MOST = 200;

	private static final Log logger = LogFactory.getLog(UnknownClients.class);

	private final ClaimPolicySet policies;

	private final Audiences audiences;

	private final ConfigurableListableBeanFactory beanFactory;

	UnknownClients(ClaimPolicySet policies, Audiences audiences, ConfigurableListableBeanFactory beanFactory) {
		this.policies = policies;
		this.audiences = audiences;
		this.beanFactory = beanFactory;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		RegisteredClientRepository repository = this.beanFactory.getBeanProvider(RegisteredClientRepository.class)
			.getIfUnique();
		Map<String, Set<String>> named = named();
		if (repository == null || named.size() > MOST) {
			logger.info(LogMessage.format(
					"Claims DSL does not check whether the clients that audiences and policies name are registered: %s",
					(repository == null) ? "there is no single RegisteredClientRepository"
							: "they name more than " + MOST));
			return;
		}
		try {
			check(repository, named);
		}
		catch (RuntimeException ex) {
			logger.warn(LogMessage.format("Claims DSL cannot check whether the clients that audiences and policies "
					+ "name are registered: the repository threw %s", ex.getClass().getName()));
		}
	}

	private void check(RegisteredClientRepository repository, Map<String, Set<String>> named) {
		ListedClients listed = ListedClients.of(this.beanFactory, repository);
		Map<String, RegisteredClient> registered = new LinkedHashMap<>();
		listed.clients().forEach((client) -> registered.put(client.getClientId(), client));
		named.keySet()
			.forEach((id) -> Optional.ofNullable(repository.findByClientId(id))
				.ifPresent((client) -> registered.put(id, client)));
		named.forEach((client, places) -> {
			if (!registered.containsKey(client)) {
				logger.warn(LogMessage.format("Client '%s' is not registered, but it is named by %s%s", client,
						String.join(" and ", places), suggestion(client, repository, listed, registered.keySet())));
			}
		});
		this.policies.policies().forEach((policy) -> checkScopes(policy, listed, registered));
	}

	/**
	 * Returns a sentence that names the client that is probably meant, if there is one.
	 */
	private static String suggestion(String client, RegisteredClientRepository repository, ListedClients listed,
			Set<String> registered) {
		RegisteredClient byId = repository.findById(client);
		if (byId != null) {
			return ". '" + client + "' is the id of a registration. Write its client id: " + byId.getClientId();
		}
		RegisteredClient byName = listed.named(client);
		if (byName != null) {
			return ". '" + client + "' is the name of a client. Write its client id: " + byName.getClientId();
		}
		return DidYouMean.nearest(client, registered).map((near) -> ". Did you mean '" + near + "'?").orElse("");
	}

	private static void checkScopes(ClaimPolicy policy, ListedClients listed,
			Map<String, RegisteredClient> registered) {
		Set<String> reported = new HashSet<>();
		for (Selector selector : selectors(policy)) {
			Selector ofClients = selector.states(Dimension.CLIENT) ? selector : policy.selector();
			Set<String> clients = values(ofClients, Dimension.CLIENT).collect(Collectors.toSet());
			Set<String> scopes = listed.scopes(clients, registered);
			if (scopes != null) {
				values(selector, Dimension.SCOPE).filter((scope) -> !scopes.contains(scope) && reported.add(scope))
					.forEach((scope) -> warn(policy, scope, scopes));
			}
		}
	}

	private static void warn(ClaimPolicy policy, String scope, Set<String> scopes) {
		logger.warn(LogMessage.format("Scope '%s' is registered for no client%s, but it is named by policy '%s'%s",
				scope, policy.selector().states(Dimension.CLIENT) ? " of the policy" : "", policy.name(),
				DidYouMean.nearest(scope, scopes).map((near) -> ". Did you mean '" + near + "'?").orElse("")));
	}

	/** Returns the selectors of a policy and of its rules. */
	private static List<Selector> selectors(ClaimPolicy policy) {
		List<Selector> selectors = new ArrayList<>(List.of(policy.selector()));
		policy.claims().forEach((claim) -> selectors.add(claim.selector()));
		policy.denials().forEach((denial) -> selectors.add(denial.selector()));
		return selectors;
	}

	private static Stream<String> values(Selector selector, Dimension dimension) {
		return selector.statements(dimension).stream().flatMap(Set::stream).distinct();
	}

	/** Returns the audiences and policies that name each client, by client. */
	private Map<String, Set<String>> named() {
		Map<String, Set<String>> named = new LinkedHashMap<>();
		for (Audience audience : this.audiences.all()) {
			String place = "audience '" + audience.id() + "'";
			add(named, audience.clients().ids().stream(), place);
			add(named, audience.apiClients().ids().stream(), place);
			add(named, audience.defaultFor().ids().stream(), place);
		}
		for (ClaimPolicy policy : this.policies.policies()) {
			selectors(policy).forEach(
					(selector) -> add(named, values(selector, Dimension.CLIENT), "policy '" + policy.name() + "'"));
		}
		return named;
	}

	private static void add(Map<String, Set<String>> named, Stream<String> clients, String place) {
		clients.forEach((client) -> named.computeIfAbsent(client, (key) -> new TreeSet<>()).add(place));
	}

}
