package io.github.claimsdsl.demo.sample;

import java.util.List;

/**
 * Thrown if the profile {@code production} is active and the sample data is in use.
 */
final class SampleDataInProductionException extends RuntimeException {

	private final transient List<String> present;

	SampleDataInProductionException(List<String> present) {
		super("Profile 'production' is active with sample data");
		this.present = present;
	}

	/**
	 * Returns the sample users and clients in the database. Empty if they would only be
	 * created.
	 */
	List<String> present() {
		return this.present;
	}

}
