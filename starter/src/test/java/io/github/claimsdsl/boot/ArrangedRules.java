package io.github.claimsdsl.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;

import io.github.claimsdsl.annotation.ClaimRule;

/**
 * The {@code @Bean} methods of arrangements, which all create a bean of the current
 * class.
 */
final class ArrangedRules {

	/** The class whose bean is created. */
	static Class<? extends MutatedRules.Contract> current = MutatedRules.Plain.class;

	private ArrangedRules() {
	}

	static MutatedRules.Contract create() {
		return org.springframework.beans.BeanUtils.instantiateClass(current);
	}

	static Object plain() {
		return create();
	}

	@ClaimRule(audience = "any", client = "app")
	static Object narrowed() {
		return create();
	}

	static FactoryBean<?> plainFactory() {
		return new RulesFactory();
	}

	@ClaimRule(audience = "any", client = "app")
	static FactoryBean<?> narrowedFactory() {
		return new RulesFactory();
	}

	static final class RulesFactory implements FactoryBean<Object> {

		@Override
		public Object getObject() {
			return create();
		}

		@Override
		public @Nullable Class<?> getObjectType() {
			return null;
		}

	}

}
