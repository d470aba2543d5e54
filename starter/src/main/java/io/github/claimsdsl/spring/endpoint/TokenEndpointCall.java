package io.github.claimsdsl.spring.endpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;

/**
 * One call of an endpoint that issues tokens: what the client asked for, and which tokens
 * were decided. Confined to the thread that answers the call.
 */
public final class TokenEndpointCall {

	private static final ThreadLocal<@Nullable TokenEndpointCall> CURRENT = new ThreadLocal<>();

	private final @Nullable HttpServletRequest request;

	private final boolean registration;

	private final OAuth2AuthorizationService authorizations;

	private final List<DecidedToken> decided = new ArrayList<>(2);

	private final Set<String> known = new HashSet<>(4);

	private final Map<Object, Object> memory = new HashMap<>(4);

	private @Nullable String issuer;

	private @Nullable TokenEndpointCall outer;

	TokenEndpointCall(@Nullable HttpServletRequest request, boolean registration,
			OAuth2AuthorizationService authorizations) {
		this.request = request;
		this.registration = registration;
		this.authorizations = authorizations;
	}

	/**
	 * Returns the call that this thread answers.
	 * @return the call, or {@code null} if a token is built outside the endpoints
	 */
	public static @Nullable TokenEndpointCall current() {
		return CURRENT.get();
	}

	void begin() {
		this.outer = CURRENT.get();
		CURRENT.set(this);
	}

	void end() {
		if (this.outer != null) {
			CURRENT.set(this.outer);
		}
		else {
			CURRENT.remove();
		}
	}

	/**
	 * Returns whether the parameters of the request are known.
	 * @return {@code false} where a team answers token requests elsewhere
	 */
	public boolean hasRequest() {
		return this.request != null;
	}

	/**
	 * Returns whether a client is being registered: the access token that comes with a
	 * registration was not asked for (OpenID Connect Dynamic Client Registration 1.0
	 * section 3.2).
	 * @return {@code false} at the token endpoint
	 */
	public boolean isRegistration() {
		return this.registration;
	}

	/**
	 * Returns the values of a parameter of the request, whatever the grant made of it.
	 * @param name the name
	 * @return the values, unmodifiable; none at the registration endpoint
	 */
	public List<String> parameter(String name) {
		String[] values = (this.registration || this.request == null) ? null : this.request.getParameterValues(name);
		return (values != null) ? List.of(values) : List.of();
	}

	/**
	 * Returns whether the query string hides a parameter of the request.
	 * @param name the name
	 * @return whether the request has it, but not in its body; {@code false} at the
	 * registration endpoint
	 */
	public boolean isHidden(String name) {
		return !this.registration && this.request != null && HiddenParameter.isIn(this.request, name);
	}

	/**
	 * Returns the store of the server that is called.
	 * @return its authorizations
	 */
	public OAuth2AuthorizationService authorizations() {
		return this.authorizations;
	}

	/**
	 * Returns what this call remembers under a key, after making it if need be.
	 * @param key the key
	 * @param make makes it
	 * @param <K> the type of the key
	 * @param <T> the type of what is remembered, the same for equal keys
	 * @return what is remembered
	 */
	@SuppressWarnings("unchecked")
	public <K, T> T remember(K key, Function<K, T> make) {
		return (T) this.memory.computeIfAbsent(key, (absent) -> make.apply(key));
	}

	/**
	 * Adds a token that was decided and is about to be issued.
	 * @param token the token
	 */
	public void add(DecidedToken token) {
		this.decided.add(token);
	}

	/**
	 * Returns the tokens that were decided so far.
	 * @return the tokens, in order
	 */
	public List<DecidedToken> decided() {
		return this.decided;
	}

	void issuer(String issuer) {
		this.issuer = issuer;
	}

	/** The issuer that is called, or {@code null} before it is known. */
	@Nullable String issuer() {
		return this.issuer;
	}

	/** Notes that a value of the answer is known: a checked token or a refresh token. */
	void know(String value) {
		this.known.add(value);
	}

	Set<String> known() {
		return this.known;
	}

	boolean isKnown(String value) {
		return this.known.contains(value);
	}

}
