package io.github.claimsdsl.servers;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
import io.github.claimsdsl.servers.KnownRule.Condition;
import io.github.claimsdsl.servers.KnownRule.Kind;
import io.github.claimsdsl.servers.KnownRule.Verdict;
import io.github.claimsdsl.servers.Setting.Behaviour;
import io.github.claimsdsl.spring.SpringUser;

/**
 * Denials of every form in Java, each selected by a scope of its own, in policies with
 * every selector. They behave as the setting says.
 */
abstract class Denials {

	/** The prefix of the claims of a policy. */
	static final String NAMESPACE = "https://claims.example.com/";

	/** A rule in Java: a method, inherited by a policy. */
	record Id(Policy policy, Form form) {

		String claim() {
			return NAMESPACE + this.policy.name().toLowerCase(Locale.ROOT) + "/" + this.form.scope();
		}

	}

	/** The methods of a policy, and how they say that a token is refused. */
	enum Form {

		RETURNS(Kind.DENIAL), RETURNS_OBJECT(Kind.DENIAL), THROWS(Kind.DENIAL), TAKES_CLIENT(Kind.DENIAL),
		TAKES_USER(Kind.DENIAL), OF_ACTIVE(Kind.DENIAL), OF_SCORE(Kind.DENIAL), CLAIM(Kind.LENIENT_CLAIM),
		CLAIM_OF_USER(Kind.LENIENT_CLAIM), STRICT_CLAIM(Kind.CLAIM), REQUIRED(Kind.REQUIRED),
		REQUIRED_OF_USER(Kind.REQUIRED);

		private final Kind kind;

		Form(Kind kind) {
			this.kind = kind;
		}

		String scope() {
			return name().toLowerCase(Locale.ROOT);
		}

		List<Condition> guards() {
			return switch (this) {
				case OF_ACTIVE -> List.of(Condition.ACTIVE);
				case OF_SCORE -> List.of(Condition.SCORE);
				case STRICT_CLAIM -> List.of(Condition.ADULT);
				default -> List.of();
			};
		}

		Condition body(Id id) {
			boolean needsUser = this == TAKES_USER || this == CLAIM_OF_USER || this == REQUIRED_OF_USER;
			return new Condition("", needsUser, (token) -> verdict(token.setting(), token.setting().of(id)));
		}

		private Verdict verdict(Setting setting, Behaviour behaviour) {
			return switch (behaviour) {
				case PASSES -> (this == REQUIRED_OF_USER) ? Verdict.absent(setting.person().tier()) : Verdict.NO;
				case DENIES, DENIES_WRAPPED, DENIES_WITH_UNKNOWN_ERROR -> Verdict.YES;
				case FAILS, FAILS_CHECKED, FAILS_WITH_ERROR -> Verdict.FAILS;
				case RETURNS_NULL ->
					(this == RETURNS_OBJECT || this.kind == Kind.REQUIRED) ? Verdict.ABSENT : Verdict.NO;
				case RETURNS_EMPTY -> (this.kind == Kind.REQUIRED) ? Verdict.ABSENT : Verdict.NO;
			};
		}

	}

	/** The policies, and what they select. */
	enum Policy {

		EVERY(Map.of()), OF_API(Map.of("audience", Set.of(Policies.API))),
		OF_CODES(Map.of("grant-type", Set.of("authorization_code"))),
		OF_MACHINES(Map.of("grant-type", Set.of("client_credentials", "device_code"))),
		OF_EXCHANGES(Map.of("grant-type", Set.of("token_exchange"))),
		OF_PASSWORDS(Map.of("grant-type", Set.of("password"))), REFRESHED(Map.of("issuance", Set.of("refresh"))),
		INITIAL(Map.of("issuance", Set.of("initial"))), OF_USERS(Map.of("subject", Set.of("user"))),
		OF_CLIENTS(Map.of("subject", Set.of("client"))), OF_ID_TOKENS(Map.of("token-type", Set.of("id_token"))),
		OF_BOTH(Map.of("token-type", Set.of("access_token", "id_token"))),
		OF_OPAQUE(Map.of("client", Set.of(TokenCase.OPAQUE))),
		OF_GOLD(Map.of("subject", Set.of("user"), "client", Set.of(TokenCase.JWT))),
		OF_BLOCKED(Map.of("subject", Set.of("user"), "client", Set.of(TokenCase.JWT))), REPORTED(Map.of());

		private final Map<String, Set<String>> selectors;

		Policy(Map<String, Set<String>> selectors) {
			this.selectors = selectors;
		}

		private List<Condition> guards() {
			return switch (this) {
				case OF_GOLD -> List.of(Condition.GOLD);
				case OF_BLOCKED -> List.of(Condition.BLOCKED);
				default -> List.of();
			};
		}

		KnownRule rule(Form form) {
			Id id = new Id(this, form);
			Map<String, Set<String>> selected = new LinkedHashMap<>(this.selectors);
			selected.put("scope", Set.of(form.scope()));
			List<Condition> guards = new ArrayList<>(guards());
			guards.addAll(form.guards());
			return new KnownRule(id.toString(), form.kind, this == REPORTED, selected, guards, form.body(id),
					(form.kind == Kind.DENIAL) ? "" : id.claim());
		}

	}

	/** What is known of all rules in Java. */
	static List<KnownRule> known(boolean audiences) {
		List<KnownRule> known = new ArrayList<>();
		for (Policy policy : Policy.values()) {
			if (audiences || policy != Policy.OF_API) {
				for (Form form : Form.values()) {
					known.add(policy.rule(form));
				}
			}
		}
		return known;
	}

	private final Policy policy;

	Denials(Policy policy) {
		this.policy = policy;
	}

	private Behaviour behave(Form form) throws IOException {
		Behaviour behaviour = Setting.current().of(new Id(this.policy, form));
		ClaimDeniedException denial = new ClaimDeniedException("access_denied", "Denied in Java");
		switch (behaviour) {
			case DENIES_WRAPPED -> throw new UndeclaredThrowableException(new IllegalStateException(denial));
			case DENIES_WITH_UNKNOWN_ERROR -> throw new ClaimDeniedException("no_such_code", null);
			case FAILS -> throw new IllegalStateException("of no concern");
			case FAILS_CHECKED -> throw new IOException("of no concern");
			case FAILS_WITH_ERROR -> throw new AssertionError("of no concern");
			case DENIES -> {
				if (form == Form.THROWS || form.kind != Kind.DENIAL) {
					throw denial;
				}
			}
			default -> {
			}
		}
		return behaviour;
	}

	private boolean denies(Form form) throws IOException {
		return behave(form) == Behaviour.DENIES;
	}

	private @Nullable String value(Form form, @Nullable String value) throws IOException {
		return switch (behave(form)) {
			case RETURNS_NULL -> null;
			case RETURNS_EMPTY -> "";
			default -> value;
		};
	}

	@Deny(error = "access_denied", description = "Returned")
	@ClaimRule(scope = "returns")
	boolean returns() throws IOException {
		return denies(Form.RETURNS);
	}

	@Deny
	@ClaimRule(scope = "returns_object")
	@Nullable Boolean returnsObject() throws IOException {
		Behaviour behaviour = behave(Form.RETURNS_OBJECT);
		return (behaviour == Behaviour.RETURNS_NULL) ? null : behaviour == Behaviour.DENIES;
	}

	@Deny(error = "access_denied")
	@ClaimRule(scope = "throws")
	void throwing() throws IOException {
		behave(Form.THROWS);
	}

	@Deny
	@ClaimRule(scope = "takes_client")
	boolean takesClient(Client client) throws IOException {
		return denies(Form.TAKES_CLIENT);
	}

	@Deny
	@ClaimRule(scope = "takes_user")
	boolean takesUser(Person user) throws IOException {
		return denies(Form.TAKES_USER);
	}

	@Deny
	@ClaimRule(scope = "of_active", when = "user.active")
	boolean ofActive() throws IOException {
		return denies(Form.OF_ACTIVE);
	}

	@Deny
	@ClaimRule(scope = "of_score", when = "user.score > 5")
	boolean ofScore() throws IOException {
		return denies(Form.OF_SCORE);
	}

	@Claim(value = "claim", onError = OnError.OMIT_CLAIM)
	@ClaimRule(scope = "claim")
	@Nullable String claim() throws IOException {
		return value(Form.CLAIM, "yes");
	}

	@Claim(value = "claim_of_user", onError = OnError.OMIT_CLAIM)
	@ClaimRule(scope = "claim_of_user")
	@Nullable String claimOfUser(Person user) throws IOException {
		return value(Form.CLAIM_OF_USER, user.tier());
	}

	@Claim(value = "strict_claim", when = "user.age != null && user.age >= 18")
	@ClaimRule(scope = "strict_claim")
	@Nullable String strictClaim() throws IOException {
		return value(Form.STRICT_CLAIM, "yes");
	}

	@Claim(value = "required", required = true, error = "access_denied")
	@ClaimRule(scope = "required")
	@Nullable String required() throws IOException {
		return value(Form.REQUIRED, "yes");
	}

	@Claim(value = "required_of_user", required = true)
	@ClaimRule(scope = "required_of_user")
	@Nullable String requiredOfUser(Person user) throws IOException {
		return value(Form.REQUIRED_OF_USER, user.tier());
	}

	@ClaimRule(audience = "any", namespace = NAMESPACE + "every/")
	static class Every extends Denials {

		Every() {
			super(Policy.EVERY);
		}

	}

	@ClaimRule(audience = Policies.API, namespace = NAMESPACE + "of_api/")
	@ConditionalOnProperty("claims-dsl.audiences[0].id")
	static class OfApi extends Denials {

		OfApi() {
			super(Policy.OF_API);
		}

	}

	@ClaimRule(audience = "any", grantType = "authorization_code", namespace = NAMESPACE + "of_codes/")
	static class OfCodes extends Denials {

		OfCodes() {
			super(Policy.OF_CODES);
		}

	}

	@ClaimRule(audience = "any", grantType = { "client_credentials", "device_code" },
			namespace = NAMESPACE + "of_machines/")
	static class OfMachines extends Denials {

		OfMachines() {
			super(Policy.OF_MACHINES);
		}

	}

	@ClaimRule(audience = "any", grantType = "token_exchange", namespace = NAMESPACE + "of_exchanges/")
	static class OfExchanges extends Denials {

		OfExchanges() {
			super(Policy.OF_EXCHANGES);
		}

	}

	@ClaimRule(audience = "any", grantType = "password", namespace = NAMESPACE + "of_passwords/")
	static class OfPasswords extends Denials {

		OfPasswords() {
			super(Policy.OF_PASSWORDS);
		}

	}

	@ClaimRule(audience = "any", issuance = Issuance.REFRESH, namespace = NAMESPACE + "refreshed/")
	static class Refreshed extends Denials {

		Refreshed() {
			super(Policy.REFRESHED);
		}

	}

	@ClaimRule(audience = "any", issuance = Issuance.INITIAL, namespace = NAMESPACE + "initial/")
	static class Initial extends Denials {

		Initial() {
			super(Policy.INITIAL);
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER, namespace = NAMESPACE + "of_users/")
	static class OfUsers extends Denials {

		OfUsers() {
			super(Policy.OF_USERS);
		}

	}

	@ClaimRule(audience = "any", subject = Subject.CLIENT, namespace = NAMESPACE + "of_clients/")
	static class OfClients extends Denials {

		OfClients() {
			super(Policy.OF_CLIENTS);
		}

	}

	@ClaimRule(tokenType = TokenType.ID_TOKEN, namespace = NAMESPACE + "of_id_tokens/")
	static class OfIdTokens extends Denials {

		OfIdTokens() {
			super(Policy.OF_ID_TOKENS);
		}

	}

	@ClaimRule(audience = "any", tokenType = { TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN },
			namespace = NAMESPACE + "of_both/")
	static class OfBoth extends Denials {

		OfBoth() {
			super(Policy.OF_BOTH);
		}

	}

	@ClaimRule(audience = "any", client = TokenCase.OPAQUE, namespace = NAMESPACE + "of_opaque/")
	static class OfOpaque extends Denials {

		OfOpaque() {
			super(Policy.OF_OPAQUE);
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER, client = TokenCase.JWT, when = "user.tier == 'gold'",
			namespace = NAMESPACE + "of_gold/")
	static class OfGold extends Denials {

		OfGold() {
			super(Policy.OF_GOLD);
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER, client = TokenCase.JWT, when = "user.blocked == true",
			namespace = NAMESPACE + "of_blocked/")
	static class OfBlocked extends Denials {

		OfBlocked() {
			super(Policy.OF_BLOCKED);
		}

	}

	@ClaimRule(audience = "any", mode = Mode.REPORT, namespace = NAMESPACE + "reported/")
	static class Reported extends Denials {

		Reported() {
			super(Policy.REPORTED);
		}

	}

}
