package io.github.claimsdsl.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;

/**
 * Answers with tokens.
 *
 * @param legacy makes undecided ones
 */
record CarelessHandler(CarelessServer.Legacy legacy) {

	private static final OAuth2AccessTokenResponseAuthenticationSuccessHandler STOCK = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();

	void write(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
			throws IOException, ServletException {
		OAuth2AccessTokenAuthenticationToken tokens = (OAuth2AccessTokenAuthenticationToken) authentication;
		String decided = tokens.getAccessToken().getTokenValue();
		switch (CarelessServer.trick()) {
			case "h-jwt" -> json(response, "access_token", this.legacy.jwt());
			case "h-opaque" -> json(response, "access_token", this.legacy.opaque(tokens.getRegisteredClient()));
			case "h-escaped" -> json(response, "access_token", "\\u0065" + this.legacy.jwt().substring(1));
			case "h-redirect" -> response.sendRedirect("https://app.example.com/#access_token=" + this.legacy.jwt());
			case "h-redirect-decided" -> response.sendRedirect("https://app.example.com/#access_token=" + decided);
			case "h-header" -> {
				response.setHeader("X-Token", this.legacy.jwt());
				STOCK.onAuthenticationSuccess(request, response, authentication);
			}
			case "h-error-header" -> {
				response.setHeader("X-Token", this.legacy.jwt());
				response.sendError(400, "no");
			}
			case "h-error-body" -> {
				response.getWriter().write(this.legacy.jwt());
				response.sendError(400, "no");
			}
			case "h-cookie" -> {
				response.addHeader("Set-Cookie", "t=" + this.legacy.jwt() + "; HttpOnly");
				STOCK.onAuthenticationSuccess(request, response, authentication);
			}
			case "h-flush" -> {
				json(response, "access_token", this.legacy.jwt());
				response.flushBuffer();
			}
			case "h-close" -> {
				response.setContentType("application/json");
				response.getOutputStream()
					.write(("{\"access_token\":\"" + this.legacy.jwt() + "\"}").getBytes(StandardCharsets.UTF_8));
				response.getOutputStream().close();
			}
			case "h-length" -> {
				String body = "{\"access_token\":\"" + this.legacy.jwt() + "\"}";
				response.setContentLength(body.length());
				response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
			}
			case "h-stream" -> {
				response.setContentType("text/event-stream");
				response.getWriter().write("data: " + this.legacy.jwt() + "\n\n");
				response.flushBuffer();
			}
			case "h-utf16" -> {
				response.setContentType("application/json;charset=UTF-16");
				response.getWriter().write("{\"access_token\":\"" + this.legacy.jwt() + "\"}");
			}
			case "h-throws" -> {
				response.getWriter().write(this.legacy.jwt());
				throw new OAuth2AuthenticationException("server_error");
			}
			case "h-async" -> {
				String jwt = this.legacy.jwt();
				AsyncContext async = request.startAsync(request, response);
				response.getWriter().write("{\"access_token\":\"" + jwt + "\"}");
				async.complete();
			}
			case "h-async-decided" -> {
				AsyncContext async = request.startAsync(request, response);
				json(response, "access_token", decided);
				async.complete();
			}
			case "h-nothing" -> {
			}
			case "h-html" -> {
				response.setContentType("text/html");
				response.getWriter().write("<form><input name=t value=" + this.legacy.jwt() + "></form>");
			}
			case "h-wrapped" -> {
				response.setContentType("application/json");
				response.getWriter().write("{\"data\":{\"access_token\":\"" + decided + "\"}}");
			}
			case "h-no-content" -> response.setStatus(204);
			default -> STOCK.onAuthenticationSuccess(request, response, authentication);
		}
	}

	private static void json(HttpServletResponse response, String member, String value) throws IOException {
		response.setContentType("application/json");
		response.getWriter().write("{\"" + member + "\":\"" + value + "\"}");
	}

}
