package io.github.claimsdsl.demo.sample;

import java.util.List;

/**
 * The profile {@code production} is active with the sample data.
 */
final class SampleDataInProductionException extends RuntimeException {

	private final transient List<String> present;

	SampleDataInProductionException(List<String> present) {
		super("Profile 'production' is active with sample data");
		this.present = present;
	}

	/**
	 * The sample users and clients in the database; empty if they would be created.
	 */
	List<String> present() {
		return this.present;
	}

}
