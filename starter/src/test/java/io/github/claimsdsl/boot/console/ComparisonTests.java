package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.claimsdsl.boot.console.Comparison.Difference;
import io.github.claimsdsl.spring.preview.PreviewedToken;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTests {

	private static PreviewedToken token(Object scope) {
		return new PreviewedToken(PreviewedToken.Outcome.ISSUED, null, null, Map.of(), Map.of("scope", scope), null,
				Map.of(), null);
	}

	private static Difference compare(Object first, Object second) {
		return new Comparison(token(first), token(second)).claims().get(0).difference();
	}

	@Test
	void scopesWhenInAnotherOrderThenAreTheSame() {
		assertThat(compare("a b", "b a")).isEqualTo(Difference.SAME);
		assertThat(compare(List.of("a", "b"), List.of("b", "a"))).isEqualTo(Difference.SAME);
		assertThat(compare(List.of("a", "b"), List.of("a"))).isEqualTo(Difference.CHANGED);
	}

	@Test
	void scopesWhenOneIsAListAndOneATextThenDiffer() {
		assertThat(compare("a b", List.of("a", "b"))).isEqualTo(Difference.CHANGED);
		assertThat(compare(1, 2)).isEqualTo(Difference.CHANGED);
	}

}
