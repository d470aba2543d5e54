package io.github.claimsdsl.spring.audience;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.claimsdsl.Origin;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;

/**
 * The audiences the tests use.
 */
public final class TestAudiences {

	/** {@code at+jwt}, RS256. */
	public static final String API = "https://api.example.com";

	/** The form a Spring resource server accepts, ES256. */
	public static final String REPORTS = "https://reports.example.com";

	/** Only {@code defaulted} may ask for it, and gets it unasked. */
	public static final String DEFAULT = "urn:example:default";

	/** The setting of the clients that may ask for an audience, by its identifier. */
	private static final Map<String, String> SETTINGS = Map.of(API, "api", REPORTS, "reports", DEFAULT, "standard");

	public static final String UNKNOWN = "https://unknown.example.com";

	public static final Audience API_AUDIENCE = new Audience(API,
			Set.of("app", "web", "consenting", "tv", "machine", "opaque"), Set.of("read:messages", "write:messages"),
			Set.of("messages-api"), TokenProfile.RFC9068, null, Set.of());

	public static final Audience REPORTS_AUDIENCE = new Audience(REPORTS, Set.of("app", "web", "messages-api"),
			Set.of("read:reports"), Set.of(), TokenProfile.SPRING, "ES256", Set.of());

	public static final Audience DEFAULT_AUDIENCE = new Audience(DEFAULT, Set.of("defaulted"), Set.of("read:messages"),
			Set.of(), TokenProfile.RFC9068, "ES256", Set.of("defaulted"));

	public static final Audiences ALL = Audiences.of(List.of(API_AUDIENCE, REPORTS_AUDIENCE, DEFAULT_AUDIENCE), false);

	/** The API is withdrawn from all clients, the other audiences are not declared. */
	public static final Audiences WITHDRAWN = Audiences.of(List.of(new Audience(API, Set.of("other"),
			API_AUDIENCE.scopes(), API_AUDIENCE.apiClients().ids(), TokenProfile.RFC9068, null, Set.of())), false);

	/** Those of {@link #ALL}, for clients that are chosen by a setting of that name. */
	public static final Audiences BY_SETTING = Audiences
		.of(Stream.of(API_AUDIENCE, REPORTS_AUDIENCE, DEFAULT_AUDIENCE).map(TestAudiences::bySetting).toList(), false);

	/** The API is withdrawn from all clients with the setting. */
	public static final Audiences WITHDRAWN_BY_SETTING = Audiences.of(
			List.of(new Audience(API, when("client.settings.api == false"), API_AUDIENCE.scopes(),
					API_AUDIENCE.apiClients(), TokenProfile.RFC9068, null, ClientSelector.of(Set.of()), Set.of())),
			false);

	private static Audience bySetting(Audience audience) {
		String setting = SETTINGS.get(audience.id());
		ClientSelector clients = when("client.settings." + setting + " == true");
		return new Audience(audience.id(), clients, audience.scopes(), audience.apiClients(), audience.tokenProfile(),
				audience.signingAlgorithm(), audience.defaultFor().isNone() ? audience.defaultFor() : clients,
				Set.of());
	}

	private static ClientSelector when(String condition) {
		ExpressionLanguage language = ExpressionLanguage
			.of(Schema.forClients(Map.of("api", Type.BOOLEAN, "reports", Type.BOOLEAN, "standard", Type.BOOLEAN)));
		return ClientSelector
			.when(Objects.requireNonNull(language.compileCondition(condition, Origin.of("test")).expression()));
	}

	private TestAudiences() {
	}

}
