package io.github.claimsdsl.servers;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.spring.SpringUser;

/**
 * Denials of every kind in Java, which behave as the case at hand says.
 */
@ClaimRule(audience = "any")
class Denials {

	private static volatile Map<Kind, Behaviour> current = Map.of();

	/** The methods of this class. */
	enum Kind {

		RETURNS, RETURNS_OBJECT, THROWS, TAKES_CLIENT, TAKES_USER, GUARDED, CLOSED, OF_OTHER_CLIENT, CLAIM;

		/** Whether the method decides about a token of client {@code app}. */
		boolean isAsked(boolean user) {
			return switch (this) {
				case CLOSED, OF_OTHER_CLIENT -> false;
				case TAKES_USER -> user;
				default -> true;
			};
		}

	}

	/** What a method does. */
	enum Behaviour {

		PASSES, DENIES, DENIES_WRAPPED, RETURNS_NULL, FAILS;

		/** Whether a method that behaves so keeps the token from being issued. */
		boolean isRefusing(Kind kind) {
			return switch (this) {
				case PASSES -> false;
				case DENIES, DENIES_WRAPPED -> true;
				case RETURNS_NULL -> kind == Kind.RETURNS_OBJECT;
				case FAILS -> kind != Kind.CLAIM;
			};
		}

	}

	/** Draws a case in which most methods pass. */
	static Map<Kind, Behaviour> draw(Random random) {
		Map<Kind, Behaviour> drawn = new EnumMap<>(Kind.class);
		for (Kind kind : Kind.values()) {
			boolean passes = random.nextInt(Kind.values().length) > 0;
			drawn.put(kind, passes ? Behaviour.PASSES : Behaviour.values()[random.nextInt(Behaviour.values().length)]);
		}
		return drawn;
	}

	static void set(Map<Kind, Behaviour> behaviours) {
		current = behaviours;
	}

	/** Whether a token is issued, computed from the case alone. */
	static boolean isIssued(Map<Kind, Behaviour> behaviours, boolean user) {
		return behaviours.entrySet()
			.stream()
			.noneMatch((entry) -> entry.getKey().isAsked(user) && entry.getValue().isRefusing(entry.getKey()));
	}

	private static Boolean behave(Kind kind) {
		ClaimDeniedException denial = new ClaimDeniedException(new OAuthError("access_denied", "Denied in Java"));
		return switch (current.getOrDefault(kind, Behaviour.PASSES)) {
			case PASSES -> false;
			case DENIES -> {
				if (kind == Kind.CLAIM || kind == Kind.THROWS) {
					throw denial;
				}
				yield true;
			}
			case DENIES_WRAPPED -> throw new UndeclaredThrowableException(new IllegalStateException(denial));
			case RETURNS_NULL -> (kind == Kind.RETURNS_OBJECT) ? null : false;
			case FAILS -> throw new IllegalStateException("of no concern");
		};
	}

	@Deny
	boolean returns() {
		return behave(Kind.RETURNS);
	}

	@Deny
	Boolean returnsObject() {
		return behave(Kind.RETURNS_OBJECT);
	}

	@Deny
	void throwing() {
		behave(Kind.THROWS);
	}

	@Deny
	boolean takesClient(Client client) {
		return behave(Kind.TAKES_CLIENT);
	}

	@Deny
	@ClaimRule(subject = Subject.USER)
	boolean takesUser(SpringUser user) {
		return behave(Kind.TAKES_USER);
	}

	@Deny
	@ClaimRule(when = "client.id == 'app'")
	boolean guarded() {
		return behave(Kind.GUARDED);
	}

	@Deny
	@ClaimRule(when = "client.id == 'other'")
	boolean closed() {
		return behave(Kind.CLOSED);
	}

	@Deny
	@ClaimRule(client = "other")
	boolean ofOtherClient() {
		return behave(Kind.OF_OTHER_CLIENT);
	}

	@Claim(value = "denials", onError = OnError.OMIT_CLAIM)
	Boolean claim() {
		return behave(Kind.CLAIM);
	}

}
