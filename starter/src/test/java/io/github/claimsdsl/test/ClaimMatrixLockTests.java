package io.github.claimsdsl.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.claimsdsl.policy.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ClaimMatrixLock}.
 */
class ClaimMatrixLockTests {

	private static final String API = "https://api.example.com";

	@TempDir
	private Path directory;

	@AfterEach
	void verifyAgain() {
		System.clearProperty("claims-dsl.lock");
	}

	private static ClaimPolicySet email(String... audiences) {
		return ClaimPolicyTester.withoutUser()
			.policies(ClaimPolicy.named("p")
				.audience(audiences)
				.grantType("client_credentials")
				.claim("email", "'x'")
				.build())
			.build()
			.policies();
	}

	private ClaimMatrixLock lock() {
		return ClaimMatrixLock.at(this.directory.resolve("claims.lock.md"));
	}

	private void write(ClaimPolicySet policies) {
		System.setProperty("claims-dsl.lock", "write");
		lock().verify(policies);
		System.clearProperty("claims-dsl.lock");
	}

	@Test
	void verifyWhenNothingChangedThenPasses() {
		write(email(API));
		assertThatNoException().isThrownBy(() -> lock().verify(email(API)));
	}

	@Test
	void verifyWhenReachGrowsThenFailsWithASentence() throws IOException {
		write(email(API));
		String reviewed = Files.readString(this.directory.resolve("claims.lock.md"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> lock().verify(email(API, "https://billing.example.com")))
			.withMessageContaining("`email` now reaches audience https://billing.example.com for client_credentials\n")
			.withMessageContaining("-Dclaims-dsl.lock=write");
		assertThat(Files.readString(this.directory.resolve("claims.lock.md"))).isEqualTo(reviewed);
	}

	@Test
	void verifyWhenNoFileThenFailsAndWritesNone() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> lock().verify(email(API)))
			.withMessageStartingWith("There is no file ");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void verifyWhenFileIsMalformedThenNamesTheLine() throws IOException {
		write(email(API));
		Path file = this.directory.resolve("claims.lock.md");
		Files.writeString(file, Files.readString(file) + "| email |\n");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> lock().verify(email(API)))
			.withMessageContaining("claims.lock.md: line 9 is not a row of a claim matrix");
	}

}
