package io.github.claimsdsl.docs.cookbook.jpauser;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.TokenPreview;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "spring.config.location=classpath:cookbook/jpa-user.yml")
class AccountUsersTests {

	@Autowired
	private Accounts accounts;

	@Autowired
	private TokenPreview preview;

	@BeforeEach
	void saveAlice() {
		this.accounts.save(new Account("alice", "alice@example.com", "staff", "editors"));
	}

	@Test
	void tokenThenHasWhatTheDatabaseHas() {
		assertThat(preview("alice").claims()).containsEntry("email", "alice@example.com")
			.containsEntry("groups", List.of("editors", "staff"));
	}

	@Test
	void tokenWhenAccountIsGoneThenRefused() {
		this.accounts.deleteAll();
		assertThat(preview("alice").error()).isNotNull();
	}

	private PreviewedToken preview(String user) {
		return this.preview.preview(new PreviewRequest("web-app", "authorization_code", Issuance.INITIAL, user, null,
				Set.of("read"), TokenType.ACCESS_TOKEN));
	}

}
