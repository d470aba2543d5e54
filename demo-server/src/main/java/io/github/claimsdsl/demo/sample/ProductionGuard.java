package io.github.claimsdsl.demo.sample;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.demo.client.ClientSecretEncoder;
import io.github.claimsdsl.demo.user.AppUserRepository;

/**
 * Stops the start in production if the sample data would be created, or if it is in the
 * database already and its public passwords still work.
 */
@Component
@Profile("production")
final class ProductionGuard implements SmartInitializingSingleton {

	private final SampleProperties properties;

	private final AppUserRepository users;

	private final RegisteredClientRepository clients;

	private final PasswordEncoder passwordEncoder;

	private final ClientSecretEncoder secretEncoder = new ClientSecretEncoder();

	ProductionGuard(SampleProperties properties, AppUserRepository users, RegisteredClientRepository clients,
			PasswordEncoder passwordEncoder) {
		this.properties = properties;
		this.users = users;
		this.clients = clients;
		this.passwordEncoder = passwordEncoder;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.properties.enabled()) {
			throw new SampleDataInProductionException(List.of());
		}
		List<String> open = Stream
			.concat(SampleUser.all().stream().filter(this::opens).map((sample) -> "user " + sample.user().username()),
					SampleClient.all().stream().filter(this::opens).map((sample) -> "client " + sample.id()))
			.toList();
		if (!open.isEmpty()) {
			throw new SampleDataInProductionException(open);
		}
	}

	private boolean opens(SampleUser sample) {
		return this.users.findPasswordHash(sample.user().username())
			.filter((hash) -> this.passwordEncoder.matches(sample.password(), hash))
			.isPresent();
	}

	private boolean opens(SampleClient sample) {
		RegisteredClient client = this.clients.findByClientId(sample.id());
		return client != null
				&& (sample.secret() == null || this.secretEncoder.matches(sample.secret(), client.getClientSecret()));
	}

}
