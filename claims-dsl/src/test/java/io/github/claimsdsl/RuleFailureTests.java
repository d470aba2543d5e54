package io.github.claimsdsl;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class RuleFailureTests {

	/** What a team wrote. */
	static class Rules {

		static String email() {
			return Enum.valueOf(Thread.State.class, "secret").name();
		}

		static String wrapped() {
			try {
				return email();
			}
			catch (RuntimeException ex) {
				throw new IllegalStateException("secret", ex);
			}
		}

	}

	static final class MoreRules extends Rules {

	}

	@Test
	void describeWhenThrownInALibraryThenNamesTheFirstFrameOfTheAuthorsClass() {
		RuleFailure failure = RuleFailure.of(catchThrowable(Rules::email));
		assertThat(failure.describe(Rules.class)).matches("threw java.lang.IllegalArgumentException at "
				+ "io.github.claimsdsl.RuleFailureTests\\$Rules.email\\(RuleFailureTests.java:[0-9]+\\)");
		assertThat(failure.describe(MoreRules.class)).isEqualTo(failure.describe(Rules.class));
	}

	@Test
	void describeWhenTheAuthorsClassIsNotInTheTraceThenNamesTheFirstFrame() {
		assertThat(RuleFailure.of(catchThrowable(Rules::email)).describe(String.class)).contains(" at java.base/");
	}

	@Test
	void describeWhenThereIsACauseThenNamesBoth() {
		assertThat(RuleFailure.of(catchThrowable(Rules::wrapped)).describe(Rules.class))
			.startsWith("threw java.lang.IllegalStateException, caused by java.lang.IllegalArgumentException at "
					+ "io.github.claimsdsl.RuleFailureTests$Rules.wrapped(");
	}

	@Test
	void printStackTraceWhenMessagesHoldValuesThenShowsNone() {
		StringWriter text = new StringWriter();
		RuleFailure.of(catchThrowable(Rules::wrapped)).printStackTrace(new PrintWriter(text));
		assertThat(text.toString()).contains("RuleFailureTests$Rules.email", "Caused by: ").doesNotContain("secret");
	}

	@Test
	void ofWhenCausesAreACircleThenItEnds() {
		Exception first = new Exception();
		first.initCause(new Exception(first));
		assertThat(RuleFailure.of(first).describe(Rules.class)).startsWith("threw java.lang.Exception, caused by");
	}

}
