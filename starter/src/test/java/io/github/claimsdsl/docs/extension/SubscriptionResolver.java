package io.github.claimsdsl.docs.extension;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.ClaimArgumentResolver;

/** Lets rules take the subscription of the user. */
@Component
class SubscriptionResolver implements ClaimArgumentResolver {

	private final JdbcClient jdbc;

	SubscriptionResolver(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Optional<Argument> resolve(MethodParameter parameter) {
		return (parameter.getParameterType() == Subscription.class) ? Optional.of(new OfMember()) : Optional.empty();
	}

	private final class OfMember implements Argument {

		@Override
		public @Nullable Object get(TokenRequest request) {
			return (request.user() instanceof Member member) ? find(member) : null;
		}

		@Override
		public boolean needsUser() {
			return true;
		}

		@Override
		public boolean accepts(Object user) {
			return user instanceof Member;
		}

		private @Nullable Subscription find(Member member) {
			return SubscriptionResolver.this.jdbc.sql("select plan, seats from subscription where member = ?")
				.param(member.name())
				.query(Subscription.class)
				.optional()
				.orElse(null);
		}

	}

}
