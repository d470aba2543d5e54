package io.github.claimsdsl.team;

import java.util.List;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A plain server of a team, with a login page of its own. The users are {@code dora} of
 * the support, {@code eve}, who is not, and one whose names are markup.
 */
@SpringBootApplication
class TeamServer {

	static final String MARKUP = "</textarea></pre></option></select><marquee onstart='hacked=1'>zq7mark</marquee>\"'"
			+ " autofocus onfocus='hacked=1'><script>hacked=1</script><img src=x onerror='hacked=1'>";

	static ServletWebServerApplicationContext start() {
		return (ServletWebServerApplicationContext) new SpringApplicationBuilder(TeamServer.class)
			.properties("spring.config.name=team")
			.run();
	}

	@Bean
	RegisteredClientRepository clients(JdbcOperations jdbc) {
		return new JdbcRegisteredClientRepository(jdbc);
	}

	@Bean
	OAuth2AuthorizationService authorizations(JdbcOperations jdbc, RegisteredClientRepository clients) {
		return new JdbcOAuth2AuthorizationService(jdbc, clients);
	}

	@Bean
	ApplicationRunner data(Members members, RegisteredClientRepository clients) {
		return (arguments) -> {
			members.saveAll(List.of(new Member("dora", "{noop}compass", "SUPPORT", "Dora", "maps"),
					new Member("eve", "{noop}apple", "USER", "Eve"),
					new Member("<b>", "{noop}x", "USER", MARKUP, MARKUP)));
			clients.save(client("shop").authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.redirectUri("https://shop.example.org/callback")
				.scope("openid")
				.build());
			clients.save(client("batch").authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS).build());
		};
	}

	@Bean
	RouterFunction<ServerResponse> signIn() {
		return RouterFunctions.route()
			.GET("/sign-in",
					(request) -> ServerResponse.ok()
						.contentType(MediaType.TEXT_HTML)
						.body(page((CsrfToken) request.attribute(CsrfToken.class.getName()).orElseThrow())))
			.build();
	}

	private static RegisteredClient.Builder client(String id) {
		return RegisteredClient.withId(id)
			.clientId(id)
			.clientSecret("{noop}secret of " + id)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.scope("read:orders");
	}

	private static String page(CsrfToken csrf) {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<head><title>The team's own login</title><link rel="icon" href="data:,"></head>
				<body><main><h1>Sign in to the team</h1>
				<form method="post" action="sign-in"><input type="hidden" name="%s" value="%s">
				<label>Name <input id="username" name="username" autocomplete="username"></label>
				<label>Password <input id="password" name="password" type="password" autocomplete="current-password"></label>
				<button>Sign in</button></form></main></body>
				</html>
				"""
			.formatted(csrf.getParameterName(), csrf.getToken());
	}

}
