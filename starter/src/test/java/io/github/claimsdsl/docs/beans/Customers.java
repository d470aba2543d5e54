package io.github.claimsdsl.docs.beans;

import org.jspecify.annotations.Nullable;

/** Finds the customer's tier. */
public interface Customers {

	enum Tier {

		GOLD, BASIC, CLOSED

	}

	@Nullable Tier tier(String name);

}
