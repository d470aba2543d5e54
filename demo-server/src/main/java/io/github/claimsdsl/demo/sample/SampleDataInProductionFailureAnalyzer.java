package io.github.claimsdsl.demo.sample;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains what to do if production starts with the sample data.
 */
final class SampleDataInProductionFailureAnalyzer extends AbstractFailureAnalyzer<SampleDataInProductionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SampleDataInProductionException cause) {
		return cause.present().isEmpty() ? wouldBeCreated(cause) : isPresent(cause);
	}

	private static FailureAnalysis wouldBeCreated(SampleDataInProductionException cause) {
		return new FailureAnalysis(
				"The profile 'production' is active, but demo.sample-data.enabled is true: users and"
						+ " clients whose passwords are public would be created.",
				"Set demo.sample-data.enabled=false, and create your own users and clients.", cause);
	}

	private static FailureAnalysis isPresent(SampleDataInProductionException cause) {
		return new FailureAnalysis(
				"The profile 'production' is active, but the database holds sample data with public passwords: "
						+ String.join(", ", cause.present()) + ".",
				"Use a new database, or delete these rows or change their passwords.", cause);
	}

}
