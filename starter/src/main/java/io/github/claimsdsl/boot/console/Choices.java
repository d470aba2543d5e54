package io.github.claimsdsl.boot.console;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ConsoleDirectory;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.issuer.Issuers;

/**
 * The values that the fields of the forms offer. Fields accept other values, too, because
 * not all clients and users can be listed.
 *
 * @param policies the policies, whose selectors name clients, grants and scopes
 * @param audiences the audiences, which name clients and scopes
 * @param issuers the issuers of a server that has several
 * @param issuerOfRequests whether the server takes the issuer from each request
 * @param repository tells which grants and scopes a client may use
 * @param directory finds clients and users, or {@code null} if the application has none
 */
record Choices(ClaimPolicySet policies, Audiences audiences, List<String> issuers, boolean issuerOfRequests,
		RegisteredClientRepository repository, @Nullable ConsoleDirectory directory) {

	/** The most names that are offered at once. */
	static final int MOST = 50;

	List<String> clients(String search) {
		if (this.directory != null) {
			return this.directory.clients(search, MOST);
		}
		Stream<String> ofAudiences = this.audiences.all()
			.stream()
			.flatMap((audience) -> Stream.of(audience.clients(), audience.apiClients(), audience.defaultFor()))
			.flatMap((clients) -> clients.ids().stream());
		return Stream.concat(ofAudiences, stated(Dimension.CLIENT))
			.distinct()
			.filter((client) -> client.contains(search))
			.limit(MOST)
			.toList();
	}

	List<String> users(String search) {
		return (this.directory != null) ? this.directory.users(search, MOST) : List.of();
	}

	List<String> audienceIds() {
		return this.audiences.all().stream().map(Audience::id).toList();
	}

	/** Returns the grants of the standards, of the policies and of a client. */
	Set<String> grantTypes(String client) {
		Set<String> grants = new LinkedHashSet<>(grantsOf(client));
		Stream.concat(
				Stream.of(GrantTypes.CLIENT_CREDENTIALS, AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
						AuthorizationGrantType.DEVICE_CODE.getValue(), GrantTypes.TOKEN_EXCHANGE),
				stated(Dimension.GRANT_TYPE))
			.forEach(grants::add);
		return grants;
	}

	/**
	 * Returns the grants of a client that authorize tokens. Refresh is not one of them,
	 * because it only issues a token again.
	 */
	List<String> grantsOf(String client) {
		return ofClient(client, RegisteredClient::getAuthorizationGrantTypes).stream()
			.filter((grant) -> !AuthorizationGrantType.REFRESH_TOKEN.equals(grant))
			.map(AuthorizationGrantType::getValue)
			.sorted()
			.toList();
	}

	/**
	 * Returns the scopes of OpenID Connect, of audiences, of policies and of a client.
	 */
	Set<String> scopes(String client) {
		Set<String> scopes = new LinkedHashSet<>(List.of(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL));
		Set<String> others = new TreeSet<>(ofClient(client, RegisteredClient::getScopes));
		this.audiences.all().forEach((audience) -> others.addAll(audience.scopes()));
		stated(Dimension.SCOPE).forEach(others::add);
		scopes.addAll(others);
		return scopes;
	}

	/** Returns the first audience that a client may ask for, or an empty text. */
	String audienceOf(String client) {
		RegisteredClient registered = find(client);
		return (registered == null) ? ""
				: this.audiences.all()
					.stream()
					.filter((audience) -> audience.clients().selects(registered))
					.map(Audience::id)
					.findFirst()
					.orElse("");
	}

	/**
	 * Returns the issuer to use if the form has none: the first that is declared, that of
	 * the console's own request, or an empty text if the server has one.
	 */
	String issuer(ConsoleRequest request) {
		return this.issuerOfRequests ? Issuers.of(request.request()) : this.issuers.stream().findFirst().orElse("");
	}

	@Nullable RegisteredClient find(String client) {
		return client.isBlank() ? null : Stores.read(() -> this.repository.findByClientId(client));
	}

	private <T> Collection<T> ofClient(String client, Function<RegisteredClient, Collection<T>> values) {
		RegisteredClient registered = find(client);
		return (registered != null) ? values.apply(registered) : List.of();
	}

	/** Returns the values that the selectors of policies and rules name. */
	private Stream<String> stated(Dimension dimension) {
		return this.policies.policies()
			.stream()
			.flatMap(Choices::selectors)
			.flatMap((selector) -> selector.statements(dimension).stream())
			.flatMap(Set::stream)
			.filter(Objects::nonNull)
			.filter((value) -> !value.equals(Selector.ANY_AUDIENCE))
			.distinct();
	}

	private static Stream<Selector> selectors(ClaimPolicy policy) {
		return Stream.concat(Stream.of(policy.selector()),
				Stream.concat(policy.claims().stream().map((rule) -> rule.selector()),
						policy.denials().stream().map((denial) -> denial.selector())));
	}

}
