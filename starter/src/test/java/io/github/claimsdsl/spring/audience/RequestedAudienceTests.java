package io.github.claimsdsl.spring.audience;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestedAudience} and the answers of {@link AudienceError}.
 */
class RequestedAudienceTests {

	@Test
	void ofWhenAudienceOrResourceOrBothThenTheOne() {
		assertThat(RequestedAudience.of(Map.of("audience", "urn:a"))).isEqualTo("urn:a");
		assertThat(RequestedAudience.of(Map.of("resource", "urn:a"))).isEqualTo("urn:a");
		assertThat(RequestedAudience.of(Map.of("audience", "urn:a", "resource", "urn:a"))).isEqualTo("urn:a");
		assertThat(RequestedAudience.of(Map.of("other", "urn:a"))).isNull();
	}

	/** RFC 6749 sections 3.1 and 3.2: parameters without a value are omitted. */
	@Test
	void ofWhenEmptyThenNone() {
		assertThat(RequestedAudience.of(Map.of("audience", "", "resource", ""))).isNull();
		assertThat(RequestedAudience.of(Map.of("audience", "", "resource", "urn:a"))).isEqualTo("urn:a");
	}

	@Test
	void ofWhenSeveralOrDisagreeingThenInvalidTarget() {
		assertInvalidTarget(Map.of("audience", new String[] { "urn:a", "urn:a" }));
		assertInvalidTarget(Map.of("resource", new String[] { "urn:a", "urn:b" }));
		assertInvalidTarget(Map.of("resource", List.of("urn:a", "urn:b")));
		assertInvalidTarget(Map.of("audience", "urn:a", "resource", "urn:b"));
	}

	/** RFC 6749 section 5.2: %x20-21 / %x23-5B / %x5D-7E. */
	@ParameterizedTest
	@EnumSource(AudienceError.class)
	void exceptionWhenAnyErrorThenDescriptionWithinCharacters(AudienceError error) {
		assertThat(error.exception().getError().getDescription()).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
	}

	private static void assertInvalidTarget(Map<String, Object> parameters) {
		assertThatExceptionOfType(OAuth2AuthenticationException.class)
			.isThrownBy(() -> RequestedAudience.of(parameters))
			.satisfies((ex) -> assertThat(ex.getError().getErrorCode()).isEqualTo("invalid_target"));
	}

}
