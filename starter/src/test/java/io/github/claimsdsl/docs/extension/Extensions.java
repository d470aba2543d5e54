package io.github.claimsdsl.docs.extension;

import java.util.List;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of the page, which component scanning would find. */
public final class Extensions {

	private static final List<Class<?>> ALL = List.of(ShopDatabase.class, MemberSource.class,
			SubscriptionResolver.class, SubscriptionClaims.class, ShopFunctions.class, PartnerPolicies.class,
			RefusalCounter.class, SlowestRules.class, SupportDesk.class);

	private Extensions() {
	}

	public static Class<?>[] all() {
		return without("");
	}

	/** All beans but one. */
	public static Class<?>[] without(String name) {
		return ALL.stream().filter((type) -> !type.getSimpleName().equals(name)).toArray(Class<?>[]::new);
	}

	/** Those of the console. */
	@Configuration(proxyBeanMethods = false)
	@Import({ ShopDatabase.class, MemberDirectory.class })
	public static class Directory {

	}

}
