package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
		Mark start = YamlCorrection.inScalarOrBraces(cause) ? cause.getContextMark() : null;
		List<Mark> marks = Stream.of(problem, start).filter(Objects::nonNull).toList();
		if (!marks.stream().allMatch((mark) -> source.isOurs(mark.getLine()))) {
			return null;
		}
		Mark mark = marks.stream()
			.filter((each) -> YamlCorrection.of(cause, source, each).line() != null)
			.findFirst()
			.orElse(problem);
		YamlCorrection correction = YamlCorrection.of(cause, source, mark);
		return new FailureAnalysis("The YAML of the claim policies cannot be read:\n\n" + issue(source, mark, correction),
				((correction.line() != null) ? "Write:\n\n" + correction.line() + "\n\n" : "")
						+ "Put every expression in double quotes if it has anything but letters and dots. "
						+ ClaimPolicyException.PAGE,
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
