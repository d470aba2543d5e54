package io.github.claimsdsl.docs.extension;

import java.util.List;

import org.springframework.stereotype.Component;

import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.spring.ClaimFunctionSource;

/** Functions that expressions of this server may call. */
@Component
class ShopFunctions implements ClaimFunctionSource {

	@Override
	public List<Class<?>> functionClasses() {
		return List.of(ShopFunctions.class);
	}

	@ClaimFunction(description = "Hides the part of an address before the @, except its first letter.",
			example = "maskEmail('ann@example.com')")
	public static String maskEmail(String email) {
		int at = email.indexOf('@');
		return (at > 0) ? email.charAt(0) + "***" + email.substring(at) : "***";
	}

}
