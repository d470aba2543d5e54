package io.github.claimsdsl.boot.actuate;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.issuer.Issuers;
import io.github.claimsdsl.spring.preview.TokenPreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClaimsEndpointTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	@Test
	void previewWhenTheServerHasNoBeanOfItsClientsThenSaysWhichIsMissing() {
		RootBeanDefinition preview = new RootBeanDefinition(TokenPreview.class);
		preview.setInstanceSupplier(() -> this.beans.getBean(RegisteredClientRepository.class));
		this.beans.registerBeanDefinition("preview", preview);
		ClaimsEndpoint endpoint = new ClaimsEndpoint(
				ClaimPolicySet.of(List.of(), ExpressionLanguage.of(Schema.withoutUser())), Audiences.none(),
				this.beans.getBeanProvider(TokenPreview.class), new RequestIssuer(Issuers.ANY,
						this.beans.getBeanProvider(AuthorizationServerSettings.class), new MockEnvironment()));
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint.preview("app", "client_credentials", null, null, null, null, null, null))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo("a preview needs a bean of type RegisteredClientRepository, but this server has none, "
						+ "or several"));
	}

}
