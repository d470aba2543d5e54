package io.github.claimsdsl.spring.audience;

import java.util.List;
import java.util.Set;

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

	private TestAudiences() {
	}

}
