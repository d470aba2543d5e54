package io.github.claimsdsl.demo.web;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The start page, the login page, and the pages to enter the code of a device.
 */
@Controller
class PageController {

	private final RegisteredClientRepository clients;

	private final AuthorizationServerSettings settings;

	private final RequestCache savedRequests = new HttpSessionRequestCache();

	PageController(RegisteredClientRepository clients, AuthorizationServerSettings settings) {
		this.clients = clients;
		this.settings = settings;
	}

	@GetMapping("/")
	String index(Model model, @Nullable Principal principal) {
		model.addAttribute("issuer", this.settings.getIssuer());
		model.addAttribute("username", (principal != null) ? principal.getName() : null);
		return "index";
	}

	@GetMapping("/login")
	String login(HttpServletRequest request, HttpServletResponse response, Model model) {
		RegisteredClient client = requestingClient(request, response);
		if (client != null) {
			response.setHeader(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.allowingRedirectTo(client));
			model.addAttribute("client", client.getClientName());
		}
		return "login";
	}

	@GetMapping("/activate")
	String activate(@RequestParam(name = OAuth2ParameterNames.USER_CODE, required = false) @Nullable String userCode,
			Model model) {
		model.addAttribute("userCode", userCode);
		return "activate";
	}

	@GetMapping("/activated")
	String activated() {
		return "activated";
	}

	private @Nullable RegisteredClient requestingClient(HttpServletRequest request, HttpServletResponse response) {
		SavedRequest saved = this.savedRequests.getRequest(request, response);
		String[] ids = (saved != null) ? saved.getParameterValues(OAuth2ParameterNames.CLIENT_ID) : null;
		return (ids != null && ids.length == 1 && !ids[0].isBlank()) ? this.clients.findByClientId(ids[0]) : null;
	}

}
