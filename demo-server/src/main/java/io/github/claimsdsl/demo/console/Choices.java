package io.github.claimsdsl.demo.console;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.github.claimsdsl.Issuance;

/**
 * What the lists of the forms offer.
 *
 * @param clients the clients, in the order of their registration
 * @param users the names of the users
 * @param audiences the audiences
 */
record Choices(List<ClientChoice> clients, List<String> users, List<String> audiences) {

	public List<String> clientIds() {
		return this.clients.stream().map(ClientChoice::id).toList();
	}

	public List<String> grantTypes() {
		return union(ClientChoice::grantTypes);
	}

	public List<String> scopes() {
		return union(ClientChoice::scopes);
	}

	public List<Issuance> issuances() {
		return List.of(Issuance.values());
	}

	private List<String> union(Function<ClientChoice, Collection<String>> values) {
		return this.clients.stream().flatMap((client) -> values.apply(client).stream()).distinct().sorted().toList();
	}

	/** The client of this identifier, which is one of the list. */
	ClientChoice client(String id) {
		return this.clients.stream().filter((client) -> client.id().equals(id)).findFirst().orElseThrow();
	}

	/** Whether everything in a form is in the lists. */
	boolean offer(TokenForm form) {
		return clientIds().contains(form.client()) && grantTypes().contains(form.grantType())
				&& (form.user().isEmpty() || this.users.contains(form.user()))
				&& (form.audience().isEmpty() || this.audiences.contains(form.audience()))
				&& scopes().containsAll(form.scopes());
	}

}
