package io.github.claimsdsl.servers;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.servers.KnownRule.Kind;
import io.github.claimsdsl.servers.Setting.Behavior;

/**
 * Denials of every form in Java, each selected by a scope of its own, in policies with
 * every selector. They behave as the setting says.
 */
abstract class Denials {

	/** The prefix of the claims of a policy. */
	static final String NAMESPACE = "https://claims.example.com/";

	private final DenialRules.Policy policy;

	Denials(DenialRules.Policy policy) {
		this.policy = policy;
	}

	private Behavior behave(DenialRules.Form form) throws IOException {
		Behavior behavior = Setting.current().of(new DenialRules.Id(this.policy, form));
		ClaimDeniedException denial = new ClaimDeniedException("access_denied", "Denied in Java");
		switch (behavior) {
			case DENIES_WRAPPED -> throw new UndeclaredThrowableException(new IllegalStateException(denial));
			case DENIES_WITH_UNKNOWN_ERROR -> throw new ClaimDeniedException("no_such_code", null);
			case FAILS -> throw new IllegalStateException("of no concern");
			case FAILS_CHECKED -> throw new IOException("of no concern");
			case FAILS_WITH_ERROR -> throw new AssertionError("of no concern");
			case DENIES -> {
				if (form == DenialRules.Form.THROWS || form.kind != Kind.DENIAL) {
					throw denial;
				}
			}
			default -> {
			}
		}
		return behavior;
	}

	private boolean denies(DenialRules.Form form) throws IOException {
		return behave(form) == Behavior.DENIES;
	}

	private @Nullable String value(DenialRules.Form form, @Nullable String value) throws IOException {
		return switch (behave(form)) {
			case RETURNS_NULL -> null;
			case RETURNS_EMPTY -> "";
			default -> value;
		};
	}

	@Deny(error = "access_denied", description = "Returned")
	@ClaimRule(scope = "returns")
	boolean returns() throws IOException {
		return denies(DenialRules.Form.RETURNS);
	}

	@Deny
	@ClaimRule(scope = "returns_object")
	@Nullable Boolean returnsObject() throws IOException {
		Behavior behavior = behave(DenialRules.Form.RETURNS_OBJECT);
		return (behavior == Behavior.RETURNS_NULL) ? null : behavior == Behavior.DENIES;
	}

	@Deny(error = "access_denied")
	@ClaimRule(scope = "throws")
	void throwing() throws IOException {
		behave(DenialRules.Form.THROWS);
	}

	@Deny
	@ClaimRule(scope = "takes_client")
	boolean takesClient(Client client) throws IOException {
		return denies(DenialRules.Form.TAKES_CLIENT);
	}

	@Deny
	@ClaimRule(scope = "takes_user")
	boolean takesUser(Person user) throws IOException {
		return denies(DenialRules.Form.TAKES_USER);
	}

	@Deny
	@ClaimRule(scope = "of_active", when = "user.active")
	boolean ofActive() throws IOException {
		return denies(DenialRules.Form.OF_ACTIVE);
	}

	@Deny
	@ClaimRule(scope = "of_score", when = "user.score > 5")
	boolean ofScore() throws IOException {
		return denies(DenialRules.Form.OF_SCORE);
	}

	@Claim(value = "claim", onError = OnError.OMIT_CLAIM)
	@ClaimRule(scope = "claim")
	@Nullable String claim() throws IOException {
		return value(DenialRules.Form.CLAIM, "yes");
	}

	@Claim(value = "claim_of_user", onError = OnError.OMIT_CLAIM)
	@ClaimRule(scope = "claim_of_user")
	@Nullable String claimOfUser(Person user) throws IOException {
		return value(DenialRules.Form.CLAIM_OF_USER, user.tier());
	}

	@Claim(value = "strict_claim", when = "user.age != null && user.age >= 18")
	@ClaimRule(scope = "strict_claim")
	@Nullable String strictClaim() throws IOException {
		return value(DenialRules.Form.STRICT_CLAIM, "yes");
	}

	@Claim(value = "required", required = true, error = "access_denied")
	@ClaimRule(scope = "required")
	@Nullable String required() throws IOException {
		return value(DenialRules.Form.REQUIRED, "yes");
	}

	@Claim(value = "required_of_user", required = true)
	@ClaimRule(scope = "required_of_user")
	@Nullable String requiredOfUser(Person user) throws IOException {
		return value(DenialRules.Form.REQUIRED_OF_USER, user.tier());
	}

	@ClaimRule(audience = "any", namespace = NAMESPACE + "every/")
	static class Every extends Denials {

		Every() {
			super(DenialRules.Policy.EVERY);
		}

	}

	@ClaimRule(audience = Policies.API, namespace = NAMESPACE + "of_api/")
	@ConditionalOnProperty("claims-dsl.audiences[0].id")
	static class OfApi extends Denials {

		OfApi() {
			super(DenialRules.Policy.OF_API);
		}

	}

	@ClaimRule(audience = "any", grantType = "authorization_code", namespace = NAMESPACE + "of_codes/")
	static class OfCodes extends Denials {

		OfCodes() {
			super(DenialRules.Policy.OF_CODES);
		}

	}

	@ClaimRule(audience = "any", grantType = { "client_credentials", "device_code" },
			namespace = NAMESPACE + "of_machines/")
	static class OfMachines extends Denials {

		OfMachines() {
			super(DenialRules.Policy.OF_MACHINES);
		}

	}

	@ClaimRule(audience = "any", grantType = "token_exchange", namespace = NAMESPACE + "of_exchanges/")
	static class OfExchanges extends Denials {

		OfExchanges() {
			super(DenialRules.Policy.OF_EXCHANGES);
		}

	}

	@ClaimRule(audience = "any", grantType = "password", namespace = NAMESPACE + "of_passwords/")
	static class OfPasswords extends Denials {

		OfPasswords() {
			super(DenialRules.Policy.OF_PASSWORDS);
		}

	}

	@ClaimRule(audience = "any", issuance = Issuance.REFRESH, namespace = NAMESPACE + "refreshed/")
	static class Refreshed extends Denials {

		Refreshed() {
			super(DenialRules.Policy.REFRESHED);
		}

	}

	@ClaimRule(audience = "any", issuance = Issuance.INITIAL, namespace = NAMESPACE + "initial/")
	static class Initial extends Denials {

		Initial() {
			super(DenialRules.Policy.INITIAL);
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER, namespace = NAMESPACE + "of_users/")
	static class OfUsers extends Denials {

		OfUsers() {
			super(DenialRules.Policy.OF_USERS);
		}

	}

	@ClaimRule(audience = "any", subject = Subject.CLIENT, namespace = NAMESPACE + "of_clients/")
	static class OfClients extends Denials {

		OfClients() {
			super(DenialRules.Policy.OF_CLIENTS);
		}

	}

	@ClaimRule(tokenType = TokenType.ID_TOKEN, namespace = NAMESPACE + "of_id_tokens/")
	static class OfIdTokens extends Denials {

		OfIdTokens() {
			super(DenialRules.Policy.OF_ID_TOKENS);
		}

	}

	@ClaimRule(audience = "any", tokenType = { TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN },
			namespace = NAMESPACE + "of_both/")
	static class OfBoth extends Denials {

		OfBoth() {
			super(DenialRules.Policy.OF_BOTH);
		}

	}

	@ClaimRule(audience = "any", client = TokenCase.OPAQUE, namespace = NAMESPACE + "of_opaque/")
	static class OfOpaque extends Denials {

		OfOpaque() {
			super(DenialRules.Policy.OF_OPAQUE);
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER, client = TokenCase.JWT, when = "user.tier == 'gold'",
			namespace = NAMESPACE + "of_gold/")
	static class OfGold extends Denials {

		OfGold() {
			super(DenialRules.Policy.OF_GOLD);
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER, client = TokenCase.JWT, when = "user.blocked == true",
			namespace = NAMESPACE + "of_blocked/")
	static class OfBlocked extends Denials {

		OfBlocked() {
			super(DenialRules.Policy.OF_BLOCKED);
		}

	}

	@ClaimRule(audience = "any", mode = Mode.REPORT, namespace = NAMESPACE + "reported/")
	static class Reported extends Denials {

		Reported() {
			super(DenialRules.Policy.REPORTED);
		}

	}

}
