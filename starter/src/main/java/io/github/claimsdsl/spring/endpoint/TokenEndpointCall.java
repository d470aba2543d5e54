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
 * One call of an endpoint that issues tokens. It knows what the client asked for and
 * which tokens were decided. Used only by the thread that answers the call.
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
	 * @return {@code false} if the application answers token requests in a way that does
	 * not expose the request
	 */
	public boolean hasRequest() {
		return this.request != null;
	}

	/**
	 * Returns whether the call registers a client. A registration returns an access token
	 * that the client did not ask for (OpenID Connect Dynamic Client Registration 1.0
	 * section 3.2).
	 * @return {@code false} at the token endpoint
	 */
	public boolean isRegistration() {
		return this.registration;
	}

	/**
	 * Returns the values of a parameter, read from the request itself. The converter of a
	 * custom grant may have dropped them.
	 * @param name the name
	 * @return the values, unmodifiable; always empty at the registration endpoint
	 */
	public List<String> parameter(String name) {
		String[] values = (this.registration || this.request == null) ? null : this.request.getParameterValues(name);
		return (values != null) ? List.of(values) : List.of();
	}

	/**
	 * Returns whether the query string hides a parameter of the request.
	 * @param name the name
	 * @return {@code true} if the request has it, but not in its body; always
	 * {@code false} at the registration endpoint
	 */
	public boolean isHidden(String name) {
		return !this.registration && this.request != null && HiddenParameter.isIn(this.request, name);
	}

	/**
	 * Returns the store of authorizations of the server that is called.
	 * @return the store
	 */
	public OAuth2AuthorizationService authorizations() {
		return this.authorizations;
	}

	/**
	 * Returns the value that this call remembers under a key. The first call makes the
	 * value.
	 * @param key the key
	 * @param make makes the value
	 * @param <K> the type of the key
	 * @param <T> the type of the value; it must be the same for equal keys
	 * @return the value
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
	 * @return the tokens, in the order of the decisions
	 */
	public List<DecidedToken> decided() {
		return this.decided;
	}

	void issuer(String issuer) {
		this.issuer = issuer;
	}

	/** Returns the issuer that is called, or {@code null} if it is not yet known. */
	@Nullable String issuer() {
		return this.issuer;
	}

	/** Notes a value that the answer may contain: a checked token or a refresh token. */
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
