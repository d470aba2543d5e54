package io.github.claimsdsl.expression;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DidYouMeanTests {

	private static List<String> names(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "name" + (count - i + 100)).toList();
	}

	@Test
	void sentenceWhenNamesAreManyThenAnyOfThemIsSuggested() {
		assertThat(DidYouMean.sentence("emial", List.of("a", "email"))).isEqualTo("Did you mean 'email'?");
		for (String name : names(100)) {
			assertThat(DidYouMean.sentence(name + "x", names(100))).isEqualTo("Did you mean '" + name + "'?");
		}
	}

	@Test
	void nearestWhenNoLetterIsTheSameThenNone() {
		assertThat(DidYouMean.nearest("b", List.of("", "a"))).isEmpty();
		assertThat(DidYouMean.nearest("b", List.of("bc"))).contains("bc");
	}

	@Test
	void sentenceWhenNoneIsNearThenListsThirtyInOrderAndCountsTheRest() {
		assertThat(DidYouMean.sentence("tier", names(30))).startsWith("Known: name101, name102, ")
			.endsWith(", name129, name130.");
		assertThat(DidYouMean.sentence("tier", names(31))).endsWith(", name129, name130 and 1 more.");
		assertThat(DidYouMean.sentence("tier", names(100))).startsWith("Known: name101, name102, ")
			.endsWith(", name129, name130 and 70 more.");
	}

	@Test
	void sentenceWhenThereIsNoNameThenSaysSo() {
		assertThat(DidYouMean.sentence("tier", List.of())).isEqualTo("There is none.");
	}

	@Test
	void nearestWhenSeveralAreAsNearThenTheFirstInOrder() {
		assertThat(DidYouMean.nearest("emai", List.of("emaiz", "email", "emaik"))).hasValue("emaik");
		assertThat(DidYouMean.nearest("EMAIL", List.of("email", "emails"))).hasValue("email");
	}

	@Test
	void nearestWhenOppositeThenNone() {
		assertThat(DidYouMean.nearest("isNotEmpty", List.of("isEmpty"))).isEmpty();
		assertThat(DidYouMean.nearest("notContains", List.of("contains"))).isEmpty();
		assertThat(DidYouMean.nearest("isNotEmty", List.of("isEmpty", "isNotEmpty"))).hasValue("isNotEmpty");
		assertThat(DidYouMean.nearest("noets", List.of("notes"))).hasValue("notes");
	}

}
