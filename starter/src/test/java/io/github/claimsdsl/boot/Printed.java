package io.github.claimsdsl.boot;

import java.util.regex.Pattern;

import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * What a failure analyzer prints, with the same last sentence whether or not the project
 * has a public home.
 */
final class Printed {

	private static final Pattern LINKS = Pattern.compile("See https://\\S+(\nand https://\\S+)*");

	private Printed() {
	}

	static String action(FailureAnalysis analysis) {
		return LINKS.matcher(String.valueOf(analysis.getAction()))
			.replaceFirst("The page docs/errors.md of Claims DSL explains each code in parentheses.");
	}

}
