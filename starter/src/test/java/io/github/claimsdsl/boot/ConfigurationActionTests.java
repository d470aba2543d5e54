package io.github.claimsdsl.boot;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.github.claimsdsl.boot.Mistakes.ACTIONS;
import static io.github.claimsdsl.boot.Mistakes.BASE;
import static io.github.claimsdsl.boot.Mistakes.MEANT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message about configuration says to do is done, and the application starts and
 * decides as its author meant. Where a message offers several ways, each is taken.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationActionTests {

	static {
		PolicyMistakes.deadSelectors();
		PolicyMistakes.wrongSelectors();
		PolicyMistakes.tokenTypes();
		PolicyMistakes.answers();
		PolicyMistakes.claims();
		PolicyMistakes.errors();
		ShapeMistakes.shapesOfDenials();
		ShapeMistakes.shapesOfOthers();
		ShapeMistakes.places();
		ShapeMistakes.names();
		ShapeMistakes.values();
		ShapeMistakes.audienceSettings();
		PolicyMistakes.issuers();
		ShapeMistakes.severalSources();
	}

	static List<Action> actions() {
		return List.copyOf(ACTIONS);
	}

	@ParameterizedTest
	@MethodSource("actions")
	void startWhenTheActionIsFollowedThenItDecidesAsMeant(Action action) {
		action.follow();
	}

	@Test
	void startWhenTheActionOfAWarningIsFollowedThenThePoliciesAreNoLongerIgnored(CapturedOutput output) {
		String tooHigh = BASE.replace("claims-dsl:\n", "").replace("\n  ", "\n").strip();
		assertThat(Start.of(tooHigh).decisions()).isEmpty();
		assertThat(output).contains("If it declares claim policies, move it below claims-dsl");
		assertThat(Start.of(BASE).decisions()).isEqualTo(MEANT);
	}

}
