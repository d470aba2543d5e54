package io.github.claimsdsl.spring.rule;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.GenericTypeResolver;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.spring.ClaimArgumentResolver;

/**
 * Calls a {@code @Claim} or {@code @Deny} method on its bean. Creating this object does
 * not create the bean. A singleton bean is looked up only once. A method with one
 * parameter is called without an array for its arguments, which is faster; most methods
 * have one.
 */
final class ClaimMethod implements RuleFunction {

	private final RuleBean bean;

	private final Method method;

	private final ClaimArgumentResolver.Argument[] arguments;

	private final ClaimArgumentResolver.Argument[] userArguments;

	private final boolean singleton;

	private final boolean returnsNothing;

	private volatile @Nullable MethodHandle bound;

	ClaimMethod(RuleBean bean, Method method, List<ClaimArgumentResolver.Argument> arguments) {
		this.bean = bean;
		this.method = method;
		this.arguments = arguments.toArray(ClaimArgumentResolver.Argument[]::new);
		this.userArguments = arguments.stream()
			.filter(ClaimArgumentResolver.Argument::needsUser)
			.toArray(ClaimArgumentResolver.Argument[]::new);
		this.singleton = bean.factory().isSingleton(bean.name());
		this.returnsNothing = method.getReturnType() == void.class || method.getReturnType() == Void.class;
	}

	/**
	 * Calls the method. A {@code void} deny rule that does not throw an exception does
	 * not refuse.
	 */
	@Override
	public @Nullable Object apply(TokenRequest request) throws Exception {
		Object result = call(target(), request);
		return this.returnsNothing ? false : result;
	}

	private @Nullable Object call(MethodHandle target, TokenRequest request) throws Exception {
		try {
			return (this.arguments.length == 1) ? (Object) target.invokeExact(this.arguments[0].get(request))
					: (Object) target.invokeExact(values(request));
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public Set<String> parameters() {
		return Arrays.stream(this.arguments)
			.flatMap((argument) -> argument.parameters().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public Class<?> declaringType() {
		Class<?> type = this.bean.type();
		return (type != null) ? type : this.method.getDeclaringClass();
	}

	@Override
	public boolean isPreviewable() {
		return Arrays.stream(this.arguments).noneMatch(ClaimArgumentResolver.Argument::needsRealRequest)
				&& parameters().isEmpty();
	}

	/**
	 * Returns the declared type. Type variables are resolved against the class of the
	 * bean.
	 */
	@Override
	public Type resultType() {
		return GenericTypeResolver.resolveType(this.method.getGenericReturnType(), this.bean.type());
	}

	@Override
	public boolean accepts(Object user) {
		for (ClaimArgumentResolver.Argument argument : this.userArguments) {
			if (!argument.accepts(user)) {
				return false;
			}
		}
		return true;
	}

	private @Nullable Object[] values(TokenRequest request) {
		@Nullable Object[] values = new Object[this.arguments.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.arguments[i].get(request);
		}
		return values;
	}

	private MethodHandle target() throws IllegalAccessException {
		MethodHandle target = this.bound;
		if (target == null) {
			target = bind(this.bean.factory().getBean(this.bean.name()));
			if (this.singleton) {
				this.bound = target;
			}
		}
		return target;
	}

	private MethodHandle bind(Object bean) throws IllegalAccessException {
		Method invocable = AopUtils.selectInvocableMethod(this.method, bean.getClass());
		invocable.setAccessible(true);
		MethodHandle handle = MethodHandles.lookup().unreflect(invocable);
		if (!Modifier.isStatic(invocable.getModifiers())) {
			handle = handle.bindTo(bean);
		}
		handle = handle.asType(handle.type().generic());
		if (this.arguments.length == 1) {
			return handle;
		}
		return handle.asSpreader(Object[].class, this.arguments.length)
			.asType(MethodType.methodType(Object.class, Object[].class));
	}

}
