package io.github.claimsdsl.docs.testing;

import io.github.claimsdsl.expression.ClaimFunction;

public final class Discounts {

	private Discounts() {
	}

	@ClaimFunction
	public static Number discount(Number orders) {
		return Math.min(orders.intValue(), 20);
	}

}
