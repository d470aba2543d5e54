package io.github.claimsdsl.demo.console;

import java.util.List;
import java.util.Objects;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

import io.github.claimsdsl.demo.user.AppUserRepository;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;

/**
 * Reads what the lists of the forms offer.
 */
@ConditionalOnClaimsDsl
@Component
final class ChoiceSource {

	private final JdbcClient jdbc;

	private final RegisteredClientRepository clients;

	private final AppUserRepository users;

	private final Audiences audiences;

	ChoiceSource(JdbcClient jdbc, RegisteredClientRepository clients, AppUserRepository users, Audiences audiences) {
		this.jdbc = jdbc;
		this.clients = clients;
		this.users = users;
		this.audiences = audiences;
	}

	Choices read() {
		List<ClientChoice> clients = this.jdbc
			.sql("select client_id from oauth2_registered_client order by client_id_issued_at, client_id")
			.query(String.class)
			.list()
			.stream()
			.map(this.clients::findByClientId)
			.filter(Objects::nonNull)
			.map((client) -> new ClientChoice(client, audiences(client)))
			.toList();
		return new Choices(clients, this.users.findUsernames(),
				this.audiences.all().stream().map(Audience::id).toList());
	}

	/**
	 * The lists, which must offer what a form says: only a forged form says anything
	 * else.
	 */
	Choices readFor(TokenForm form) {
		Choices choices = read();
		if (!choices.offer(form)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return choices;
	}

	private List<String> audiences(RegisteredClient client) {
		return this.audiences.all()
			.stream()
			.filter((audience) -> audience.clients().selects(client))
			.map(Audience::id)
			.toList();
	}

}
