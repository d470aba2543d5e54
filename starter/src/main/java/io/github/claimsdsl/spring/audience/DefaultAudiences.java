package io.github.claimsdsl.spring.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The audiences of clients that ask for none. An audience that names the client comes
 * first, then one whose condition is true for the client, then one for any client.
 * Immutable.
 */
final class DefaultAudiences {

	private final Map<String, List<Audience>> named = new HashMap<>();

	private final List<Audience> conditional = new ArrayList<>();

	private final List<Audience> any = new ArrayList<>();

	DefaultAudiences(Collection<Audience> audiences) {
		for (Audience audience : audiences) {
			audience.defaultFor()
				.ids()
				.forEach((client) -> this.named.computeIfAbsent(client, (key) -> new ArrayList<>(1)).add(audience));
			if (audience.defaultFor().condition() != null) {
				this.conditional.add(audience);
			}
			if (audience.defaultFor().isAny()) {
				this.any.add(audience);
			}
		}
	}

	/** Returns the default of a client at an issuer, or {@code null} if it has none. */
	@Nullable Audience of(Requester requester) {
		Audience named = one(this.named.getOrDefault(requester.client().getClientId(), List.of()), requester);
		if (named != null) {
			return named;
		}
		Audience conditional = this.conditional.isEmpty() ? null : one(this.conditional, requester);
		return (conditional != null) ? conditional : one(this.any, requester);
	}

	private static @Nullable Audience one(List<Audience> audiences, Requester requester) {
		Audience one = null;
		for (Audience audience : audiences) {
			if (audience.isOf(requester.issuer()) && audience.defaultFor().selects(requester.client())) {
				if (one != null) {
					throw AudienceError.TARGET_MISSING.exception("it asks for no audience, and both '" + one.id()
							+ "' and '" + audience.id() + "' are its default");
				}
				one = audience;
			}
		}
		return one;
	}

}
