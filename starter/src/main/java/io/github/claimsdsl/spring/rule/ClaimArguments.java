package io.github.claimsdsl.spring.rule;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.TokenParameter;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.spring.SpringUser;

/**
 * Resolves the parameters of {@code @Claim} and {@code @Deny} methods by their type. This
 * happens once, at start-up.
 */
final class ClaimArguments {

	private static final Map<Class<?>, ClaimArgumentResolver.Argument> REQUEST = Map.of(TokenRequest.class,
			(request) -> request, Client.class, TokenRequest::client, Actor.class, TokenRequest::actor, Instant.class,
			TokenRequest::now, RegisteredClient.class, (request) -> request.attribute(RegisteredClient.class));

	private static final Set<Class<?>> REQUEST_TYPES = Set.of(Authentication.class, OAuth2Authorization.class);

	/** Types of users that other servers have. */
	private static final List<Class<?>> OTHER_USERS = List.of(SpringUser.class, UserDetails.class, Principal.class);

	private final List<Class<?>> userTypes;

	private final String userSource;

	private final List<ClaimArgumentResolver> resolvers;

	/**
	 * Creates the arguments.
	 * @param userTypes the types of the server's users
	 * @param userSource the bean that loads the users, in words
	 * @param resolvers the application's own resolvers
	 */
	ClaimArguments(List<Class<?>> userTypes, String userSource, List<ClaimArgumentResolver> resolvers) {
		this.userTypes = userTypes;
		this.userSource = userSource;
		this.resolvers = resolvers;
	}

	Optional<ClaimArgumentResolver.Argument> resolve(MethodParameter parameter) {
		return this.resolvers.stream()
			.map((resolver) -> resolver.resolve(parameter))
			.flatMap(Optional::stream)
			.findFirst()
			.or(() -> Optional.ofNullable(known(parameter)));
	}

	/** Returns the types that can be resolved, in words. */
	String describe() {
		String user = this.userTypes.stream().map((type) -> ", " + type.getSimpleName()).collect(Collectors.joining());
		return "TokenRequest, Client, Actor, Instant, Authentication, RegisteredClient, OAuth2Authorization" + user
				+ " or a @TokenParameter String that is not a secret";
	}

	/** Returns why a parameter cannot be resolved. */
	String obstacle(MethodParameter parameter) {
		String what = "parameter '" + parameter.getParameter().getName() + "' of type "
				+ parameter.getParameterType().getSimpleName() + " cannot be resolved";
		if (!seemsToBeUser(parameter)) {
			return what;
		}
		return what + (this.userTypes.isEmpty() ? ", because no bean tells who the users are"
				: ", because the users of this server are " + users() + ", from the " + this.userSource);
	}

	/** Returns what to do about a parameter that cannot be resolved. */
	String help(MethodParameter parameter) {
		if (!seemsToBeUser(parameter)) {
			return "Take " + describe() + ", or declare a ClaimArgumentResolver bean.";
		}
		return this.userTypes.isEmpty() ? "Declare a UserSource bean, or a UserDetailsService bean for SpringUser."
				: "Take " + users() + " instead.";
	}

	private String users() {
		return this.userTypes.stream().map(Class::getSimpleName).collect(Collectors.joining(" or "));
	}

	private boolean seemsToBeUser(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		return OTHER_USERS.stream().anyMatch((other) -> other.isAssignableFrom(type))
				|| this.userTypes.stream().anyMatch((user) -> user.isAssignableFrom(type))
				|| "user".equals(parameter.getParameterName());
	}

	private ClaimArgumentResolver.@Nullable Argument known(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		TokenParameter annotation = AnnotatedElementUtils.findMergedAnnotation(parameter.getParameter(),
				TokenParameter.class);
		if (annotation != null) {
			return requestParameter(type, annotation.value());
		}
		ClaimArgumentResolver.Argument ofRequest = REQUEST.get(type);
		if (ofRequest != null) {
			return ofRequest;
		}
		if (REQUEST_TYPES.contains(type)) {
			return new RequestArgument(type);
		}
		return (type != Object.class && this.userTypes.stream().anyMatch(type::isAssignableFrom))
				? new UserArgument(type) : null;
	}

	private static ClaimArgumentResolver.@Nullable Argument requestParameter(Class<?> type, String name) {
		return (type == String.class && ParameterNames.check(name, Origin.of(name)) == null)
				? new ParameterArgument(name) : null;
	}

	/**
	 * Returns the issue of a {@code @TokenParameter} whose name is not allowed, or else
	 * {@code null}.
	 */
	static @Nullable Issue wrongName(MethodParameter parameter, Origin origin) {
		TokenParameter annotation = AnnotatedElementUtils.findMergedAnnotation(parameter.getParameter(),
				TokenParameter.class);
		return (annotation != null && parameter.getParameterType() == String.class)
				? ParameterNames.check(annotation.value(), origin) : null;
	}

	private record ParameterArgument(String name) implements ClaimArgumentResolver.Argument {

		@Override
		public @Nullable Object get(TokenRequest request) {
			return request.parameters().get(this.name);
		}

		@Override
		public Set<String> parameters() {
			return Set.of(this.name);
		}
	}

	private record RequestArgument(Class<?> type) implements ClaimArgumentResolver.Argument {

		@Override
		public @Nullable Object get(TokenRequest request) {
			return request.attribute(this.type);
		}

		@Override
		public boolean needsRealRequest() {
			return true;
		}
	}

	/**
	 * The user as an argument, if the user is of the type that the method takes.
	 *
	 * @param type the type of the method's parameter
	 */
	private record UserArgument(Class<?> type) implements ClaimArgumentResolver.Argument {

		@Override
		public @Nullable Object get(TokenRequest request) {
			return request.user();
		}

		@Override
		public boolean needsUser() {
			return true;
		}

		@Override
		public boolean accepts(Object user) {
			return this.type.isInstance(user);
		}
	}

}
