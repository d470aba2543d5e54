package io.github.claimsdsl.docs.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.test.ClaimDecisionAssert;

/**
 * The page on tests shows what a failed assertion says.
 */
class FailureMessageTests {

	@Test
	void hasClaimWhenItFailsThenSaysWhatThePageShows() throws IOException {
		ClaimDecisionAssert stock = ShopClaimsTests.shop()
			.build()
			.assertThat(ShopClaimsTests.token("https://stock.example.com"));
		AssertionError error = catchThrowableOfType(AssertionError.class, () -> stock.hasClaim("discount", 7));
		assertThat(error.getMessage().lines()).containsExactlyElementsOf(
				new ClassPathResource("testing/failure.txt").getContentAsString(StandardCharsets.UTF_8)
					.lines()
					.toList());
	}

}
