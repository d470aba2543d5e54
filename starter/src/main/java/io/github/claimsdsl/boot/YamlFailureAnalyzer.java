package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issue.Snippet;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Origin.Location;

/**
 * Explains why a YAML file cannot be parsed, if the place is under {@code claims-dsl}.
 * Most often it is an expression without quotes. Spring Boot fails with the exception of
 * the parser before it creates any bean.
 */
final class YamlFailureAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {

	private final List<String> places;

	YamlFailureAnalyzer() {
		this(YamlSource.PLACES);
	}

	YamlFailureAnalyzer(List<String> places) {
		this.places = places;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
		Mark problem = (cause.getProblemMark() != null) ? cause.getProblemMark() : cause.getContextMark();
		if (problem == null) {
			return null;
		}
		YamlSource source = YamlSource.of(problem, this.places);
		List<Mark> marks = new ArrayList<>(List.of(problem));
		if (YamlCorrection.inScalarOrBraces(cause) && cause.getContextMark() != null) {
			marks.add(cause.getContextMark());
		}
		if (!marks.stream().allMatch((mark) -> source.isOurs(mark.getLine()))) {
			return null;
		}
		Mark mark = marks.stream()
			.filter((each) -> YamlCorrection.of(cause, source, each).line() != null)
			.findFirst()
			.orElse(problem);
		YamlCorrection correction = YamlCorrection.of(cause, source, mark);
		ClaimPolicyException explained = new ClaimPolicyException(List.of(issue(source, mark, correction)));
		return new FailureAnalysis("The YAML of the claim policies cannot be read:\n\n" + explained.issues().get(0),
				((correction.line() != null) ? "Write:\n\n" + correction.line() + "\n\n" : "")
						+ "Put every expression in double quotes if it has anything but letters and dots. "
						+ explained.explanation(),
				cause);
	}

	private static Issue issue(YamlSource source, Mark mark, YamlCorrection correction) {
		String line = Objects.requireNonNullElse(source.line(mark.getLine()), "");
		return new Issue("yaml-syntax",
				new Origin(ClaimsDslProperties.PREFIX,
						new Location(source.name(), mark.getLine() + 1, mark.getColumn() + 1)),
				correction.reason(), correction.help(), new Snippet(line, mark.getLine() + 1, mark.getColumn() + 1));
	}

}
