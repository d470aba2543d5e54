package io.github.claimsdsl.boot.actuate;

import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import io.github.claimsdsl.spring.issuer.Issuers;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIssuerTests {

	private static final AuthorizationServerSettings STOCK = AuthorizationServerSettings.builder().build();

	private final MockEnvironment environment = new MockEnvironment();

	@BeforeEach
	void bindRequest() {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/auth/actuator/claims");
		request.setContextPath("/auth");
		request.setServerPort(9000);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
	}

	@AfterEach
	void reset() {
		RequestContextHolder.resetRequestAttributes();
	}

	private RequestIssuer issuer(Issuers issuers, AuthorizationServerSettings settings) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("settings", settings);
		return new RequestIssuer(issuers, beans.getBeanProvider(AuthorizationServerSettings.class), this.environment);
	}

	@Test
	void issuerWhenNoneIsConfiguredThenIsTheAddressOfTheRequest() {
		assertThat(issuer(Issuers.ANY, STOCK).current()).isEqualTo("http://localhost:9000/auth");
	}

	@Test
	void issuerWhenTheEndpointHasAPortOfItsOwnThenIsNotKnown() {
		this.environment.setProperty("management.server.port", "9001");
		assertThat(issuer(Issuers.ANY, STOCK).current()).isNull();
	}

	@Test
	void issuerWhenConfiguredOrDeclaredThenIsNotThatOfTheRequest() {
		AuthorizationServerSettings fixed = AuthorizationServerSettings.builder()
			.issuer("https://auth.example.com")
			.build();
		assertThat(issuer(Issuers.ANY, fixed).current()).isNull();
		assertThat(issuer(new Issuers(Set.of("https://a.example.com", "https://b.example.com")), STOCK).current())
			.isNull();
	}

	@Test
	void issuerWhenThereIsNoRequestThenIsNotKnown() {
		RequestContextHolder.resetRequestAttributes();
		assertThat(issuer(Issuers.ANY, STOCK).current()).isNull();
	}

}
