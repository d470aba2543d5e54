package io.github.claimsdsl.demo.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.demo.client.ClientSecretEncoder;
import io.github.claimsdsl.demo.user.AppUserRepository;

/**
 * Creates missing sample users and clients before the server accepts requests.
 */
@Component
@Profile("!production")
@ConditionalOnProperty(name = "demo.sample-data.enabled", matchIfMissing = true)
final class SampleData implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SampleData.class);

	private final AppUserRepository users;

	private final RegisteredClientRepository clients;

	private final PasswordEncoder passwordEncoder;

	private final ClientSecretEncoder secretEncoder = new ClientSecretEncoder();

	SampleData(AppUserRepository users, RegisteredClientRepository clients, PasswordEncoder passwordEncoder) {
		this.users = users;
		this.clients = clients;
		this.passwordEncoder = passwordEncoder;
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.warn("The sample users and clients are active: their passwords are public");
		SampleUser.all().forEach((sample) -> unlessPresent(() -> insert(sample)));
		SampleClient.all().forEach((sample) -> unlessPresent(() -> insert(sample)));
	}

	private void insert(SampleUser sample) {
		if (this.users.findByUsername(sample.user().username()).isEmpty()) {
			this.users.insert(sample.user(), this.passwordEncoder.encode(sample.password()));
		}
	}

	private void insert(SampleClient sample) {
		if (this.clients.findByClientId(sample.id()) == null) {
			String secret = sample.secret();
			this.clients.save(sample.registration((secret != null) ? this.secretEncoder.encode(secret) : null));
		}
	}

	private static void unlessPresent(Runnable insert) {
		try {
			insert.run();
		}
		catch (DuplicateKeyException ex) {
			logger.debug("Another node has just created the same sample", ex);
		}
	}

}
