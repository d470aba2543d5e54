package io.github.claimsdsl.demo.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Configures the stores: clients and consents in the database, authorizations there or in
 * memory.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	RegisteredClientRepository registeredClientRepository(StoreProperties properties, JdbcOperations jdbc) {
		RegisteredClientRepository clients = new JdbcRegisteredClientRepository(jdbc);
		return properties.clientCache().isZero() ? clients : new CachedClients(clients, properties.clientCache());
	}

	@Bean
	OAuth2AuthorizationService authorizationService(StoreProperties properties, JdbcOperations jdbc,
			RegisteredClientRepository clients) {
		return switch (properties.authorizations()) {
			case MEMORY -> new MemoryAuthorizationService(properties.maximumAuthorizations());
			case DATABASE -> new DatabaseAuthorizationService(jdbc, clients);
		};
	}

	@Bean
	OAuth2AuthorizationConsentService authorizationConsentService(JdbcOperations jdbc,
			RegisteredClientRepository clients) {
		return new ForgetfulConsentService(new JdbcOAuth2AuthorizationConsentService(jdbc, clients), clients);
	}

}
