package io.github.claimsdsl.boot;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Reads the statements about a bean in the plainest way.
 */
final class StatementReading {

	private StatementReading() {
	}

	static Set<Class<?>> hierarchy(@Nullable Class<?> type) {
		Set<Class<?>> all = new LinkedHashSet<>();
		if (type != null) {
			all.add(type);
			all.addAll(hierarchy(type.getSuperclass()));
			Arrays.stream(type.getInterfaces()).forEach((other) -> all.addAll(hierarchy(other)));
		}
		return all;
	}

	static @Nullable AnnotatedElement method(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.map((Method method) -> (AnnotatedElement) method)
			.findFirst()
			.orElse(null);
	}

	/** Whether a token matches all statements, read in the plainest way. */
	static boolean matches(List<AnnotatedElement> elements, TokenRequest request) {
		List<ClaimRule> statements = new ArrayList<>();
		List<Claim> claims = new ArrayList<>();
		for (AnnotatedElement element : elements) {
			if (element != null) {
				collect(element, statements);
				claims.addAll(Arrays.asList(element.getAnnotationsByType(Claim.class)));
			}
		}
		boolean typed = statements.stream().anyMatch((rule) -> rule.tokenType().length > 0);
		return !statements.isEmpty() && (typed || request.tokenType() == TokenType.ACCESS_TOKEN)
				&& statements.stream().allMatch((rule) -> matches(rule, request))
				&& holds(claims.get(0).when(), request);
	}

	static void collect(AnnotatedElement element, List<ClaimRule> statements) {
		for (Annotation annotation : element.getDeclaredAnnotations()) {
			if (annotation instanceof ClaimRule rule) {
				statements.add(rule);
			}
			else if (!annotation.annotationType().getName().startsWith("java.")) {
				collect(annotation.annotationType(), statements);
			}
		}
	}

	static boolean matches(ClaimRule rule, TokenRequest request) {
		Map<Subject, Boolean> subjects = new EnumMap<>(Subject.class);
		Arrays.stream(rule.subject()).forEach((subject) -> subjects.put(subject, true));
		return any(rule.grantType(), request.grantType()) && any(rule.client(), request.client().id())
				&& any(rule.tokenType(), request.tokenType()) && any(rule.issuance(), request.issuance())
				&& (subjects.isEmpty() || subjects.containsKey(request.subject())) && holds(rule.when(), request);
	}

	static <T> boolean any(T[] stated, T value) {
		return stated.length == 0 || Arrays.asList(stated).contains(value);
	}

	static boolean holds(String[] when, TokenRequest request) {
		return switch (String.join(" ", when)) {
			case "" -> true;
			case "client.id == 'app'" -> request.client().id().equals("app");
			case "client.id != 'app'" -> !request.client().id().equals("app");
			default -> throw new IllegalArgumentException(String.join(" ", when));
		};
	}

}
