package io.github.claimsdsl.demo.web;

import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import io.github.claimsdsl.demo.registration.SelfRegistered;

/**
 * The consent page. It shows which client asks for which scopes, and for which API. All
 * of this comes from the authorization that waits for the consent, and not from the
 * address of the page, which anybody can write.
 */
@Controller
class ConsentController {

	private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

	private static final Map<String, String> SCOPES = Map.of("profile", "See your name and profile", "email",
			"See your e-mail address", "read:messages", "Read your messages", "read:reports", "Read your reports",
			"mcp:tools", "Use tools in your name");

	private final OAuth2AuthorizationService authorizations;

	private final RegisteredClientRepository clients;

	ConsentController(OAuth2AuthorizationService authorizations, RegisteredClientRepository clients) {
		this.authorizations = authorizations;
		this.clients = clients;
	}

	@GetMapping("/oauth2/consent")
	String consent(@RequestParam(required = false) @Nullable String state,
			@RequestParam(name = OAuth2ParameterNames.USER_CODE, required = false) @Nullable String userCode,
			Principal principal, Model model, HttpServletResponse response) {
		OAuth2Authorization authorization = waitingAuthorization(state, principal);
		RegisteredClient client = client(authorization);
		OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
		response.setHeader(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.allowingRedirectTo(client));
		model.addAttribute("client", client);
		model.addAttribute("selfRegistered", SelfRegistered.is(client));
		model.addAttribute("redirectUri", (request != null) ? request.getRedirectUri() : null);
		model.addAttribute("username", principal.getName());
		model.addAttribute("state", state);
		model.addAttribute("userCode", userCode);
		model.addAttribute("action", (request != null) ? "/oauth2/authorize" : "/oauth2/device_verification");
		model.addAttribute("api", (request != null) ? api(request) : null);
		model.addAttribute("scopes", scopes(authorization, request));
		return "consent";
	}

	private OAuth2Authorization waitingAuthorization(@Nullable String state, Principal principal) {
		OAuth2Authorization authorization = (state != null && !state.isBlank())
				? this.authorizations.findByToken(state, STATE) : null;
		if (authorization == null || !authorization.getPrincipalName().equals(principal.getName())) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return authorization;
	}

	private RegisteredClient client(OAuth2Authorization authorization) {
		RegisteredClient client = this.clients.findById(authorization.getRegisteredClientId());
		if (client == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return client;
	}

	private static @Nullable Object api(OAuth2AuthorizationRequest request) {
		Object audience = request.getAdditionalParameters().get("audience");
		return (audience != null) ? audience : request.getAdditionalParameters().get("resource");
	}

	private static List<Scope> scopes(OAuth2Authorization authorization, @Nullable OAuth2AuthorizationRequest request) {
		Collection<String> names = (request != null) ? request.getScopes()
				: authorization.getAttribute(OAuth2ParameterNames.SCOPE);
		return ((names != null) ? names : Set.<String>of()).stream()
			.filter((name) -> !OidcScopes.OPENID.equals(name))
			.sorted()
			.map((name) -> new Scope(name, SCOPES.getOrDefault(name, name)))
			.toList();
	}

	/**
	 * A scope on the page.
	 *
	 * @param name the scope
	 * @param description the meaning of the scope, in plain words
	 */
	record Scope(String name, String description) {
	}

}
