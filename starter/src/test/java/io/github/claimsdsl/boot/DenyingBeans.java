package io.github.claimsdsl.boot;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.boot.TestServer.Answer;

/**
 * Beans that deny tokens, and what clients are answered.
 */
final class DenyingBeans {

	private DenyingBeans() {
	}

	static WebApplicationContextRunner with(Class<?>... configuration) {
		return TestServer.runner().withUserConfiguration(configuration);
	}

	static Answer client(WebApplicationContextRunner runner, String client) {
		Answer[] answer = new Answer[1];
		runner.run((context) -> answer[0] = TestServer.of(context).clientCredentials(client));
		return answer[0];
	}

	static void assertRefused(Answer answer, String error, String description) {
		assertThat(answer.error()).isEqualTo("400 " + error);
		assertThat(answer.body()).containsEntry("error_description", description).doesNotContainKey("access_token");
	}

	@ClaimRule(audience = "any")
	static class ByBoolean {

		@Claim("x")
		String x() {
			return "1";
		}

		@Deny(error = "access_denied", description = "Not this client")
		boolean deny(Client client) {
			return !client.id().isEmpty();
		}

	}

	@ClaimRule(audience = "any")
	static class ByException {

		@Deny(error = "access_denied", description = "Not this client")
		void deny() {
			refuse();
		}

		static void refuse() {
			throw new ClaimDeniedException("", null);
		}

	}

	@ClaimRule(audience = "any")
	static class ByNull {

		@Deny(error = "access_denied", description = "Not this client")
		Boolean deny() {
			return null;
		}

	}

	interface DeniesAll {

		@Deny(error = "access_denied", description = "Not this client")
		boolean deny();

	}

	@ClaimRule(audience = "any")
	static class ByInheritance implements DeniesAll {

		@Override
		public boolean deny() {
			return true;
		}

	}

	@ClaimRule(audience = "any")
	static class OtherClient {

		@Claim("x")
		String x() {
			return "1";
		}

		@Deny
		boolean deny(Client client) {
			return client.id().equals("other");
		}

		@Deny
		void denyNothing() {
		}

		@Deny
		@ClaimRule(client = "other")
		boolean narrowed() {
			return true;
		}

		@Deny
		@ClaimRule(when = "client.id == 'other'")
		boolean guarded() {
			return true;
		}

	}

}
