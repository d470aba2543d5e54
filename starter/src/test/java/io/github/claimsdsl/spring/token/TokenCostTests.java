package io.github.claimsdsl.spring.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;
import org.mockito.Mockito;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.rule.ExtensionBeans;
import io.github.claimsdsl.spring.rule.PolicyCollector;
import io.github.claimsdsl.spring.rule.PolicyOptions;
import io.github.claimsdsl.spring.user.LoginAttributes;
import io.github.claimsdsl.spring.user.UserSources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guards what a token costs by counting: nothing is parsed, looked up or locked for it,
 * and its rules allocate little.
 */
class TokenCostTests {

	private static final int TOKENS = 2_000;

	private final CountingBeanFactory beans = new CountingBeanFactory();

	private final ClaimPolicySet policies = policies(this.beans);

	private static ClaimPolicySet policies(CountingBeanFactory beans) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(beans);
		context.registerBean(Users.class);
		context.registerBean(FiveClaims.class);
		context.refresh();
		ClaimPolicy.Builder expressions = ClaimPolicy.named("expressions")
			.audience("any")
			.when("user.roles contains 'admin'");
		for (int i = 0; i < 5; i++) {
			expressions.claim("e" + i, "lower(user.email)");
		}
		return new PolicyCollector(beans, new UserSources(beans, LoginAttributes.none()))
			.add(List.of(expressions.build()), new Issues())
			.addAnnotated(new ExtensionBeans(beans))
			.compile(PolicyOptions.DEFAULT);
	}

	private ClaimDecision decide() {
		return decide(this.policies);
	}

	private static ClaimDecision decide(ClaimPolicySet policies) {
		ClaimDecision decision = policies.evaluate(TokenRequest.of(Client.of("app"), "password")
			.user(User.ALICE)
			.scopes(Set.of("read"))
			.parameters(Map.of("audience", "x"))
			.build());
		assertThat(decision.claims()).hasSize(10);
		return decision;
	}

	@Test
	void decideWhenWarmThenNoBeanIsLookedUp() {
		decide();
		int before = this.beans.lookups.get();
		assertThat(before).isPositive();
		for (int i = 0; i < TOKENS; i++) {
			decide();
		}
		assertThat(this.beans.lookups).hasValue(before);
	}

	@Test
	@SuppressWarnings("try")
	void decideThenNothingIsParsed() throws ClassNotFoundException {
		AtomicInteger parsed = new AtomicInteger();
		try (MockedStatic<?> parser = Mockito.mockStatic(Class.forName("io.github.claimsdsl.expression.Parser"),
				(call) -> {
					parsed.incrementAndGet();
					return call.callRealMethod();
				})) {
			ClaimPolicySet compiled = policies(new CountingBeanFactory());
			assertThat(parsed.getAndSet(0)).isPositive();
			decide(compiled);
			assertThat(parsed).hasValue(0);
		}
	}

	@Test
	void decideWhenWarmThenTenClaimsAllocateLittle() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long least = Long.MAX_VALUE;
		for (int i = 0; i < TOKENS; i++) {
			TokenRequest request = TokenRequest.of(Client.of("app"), "password").user(User.ALICE).build();
			long before = threads.getCurrentThreadAllocatedBytes();
			ClaimDecision decision = this.policies.evaluate(request);
			least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
			assertThat(decision.claims()).hasSize(10);
		}
		assertThat(least).isBetween(500L, 6_000L);
	}

	@Test
	void classesOfTheTokenPathThenNoneLocks() throws Exception {
		List<String> locks = new ArrayList<>();
		List.of(ClaimPolicySet.class, ClaimDecision.class, PolicyCollector.class)
			.forEach((type) -> classFiles(type, (file) -> findLocks(file, locks)));
		assertThat(locks).isEmpty();
	}

	private interface Action {

		void on(Path file) throws IOException;

	}

	/** The classes beside and below a class, in a folder or a jar. */
	private static void classFiles(Class<?> type, Action action) {
		try {
			URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
			String folder = type.getPackageName().replace('.', '/');
			if (place.getPath().endsWith("/")) {
				walk(Path.of(place).resolve(folder), action);
				return;
			}
			try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
				walk(jar.getPath(folder), action);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void walk(Path folder, Action action) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			List<Path> classes = files.filter((file) -> file.toString().endsWith(".class")).toList();
			assertThat(classes).isNotEmpty();
			for (Path file : classes) {
				action.on(file);
			}
		}
	}

	private static void findLocks(Path file, List<String> locks) throws IOException {
		try (InputStream bytes = Files.newInputStream(file)) {
			new ClassReader(bytes).accept(new LockFinder(file, locks), 0);
		}
	}

	private static final class LockFinder extends ClassVisitor {

		private final Path file;

		private final List<String> locks;

		LockFinder(Path file, List<String> locks) {
			super(Opcodes.ASM9);
			this.file = file;
			this.locks = locks;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
				this.locks.add(this.file + " " + name);
			}
			return new MethodVisitor(Opcodes.ASM9) {

				@Override
				public void visitInsn(int opcode) {
					if (opcode == Opcodes.MONITORENTER) {
						LockFinder.this.locks.add(LockFinder.this.file + " " + name);
					}
				}

				@Override
				public void visitTypeInsn(int opcode, String type) {
					if (type.startsWith("java/util/concurrent/locks/")) {
						LockFinder.this.locks.add(LockFinder.this.file + " " + name);
					}
				}

			};
		}

	}

	static final class CountingBeanFactory extends DefaultListableBeanFactory {

		final AtomicInteger lookups = new AtomicInteger();

		@Override
		protected <T> T doGetBean(String name, @Nullable Class<T> requiredType, @Nullable Object @Nullable [] arguments,
				boolean typeCheckOnly) {
			this.lookups.incrementAndGet();
			return super.doGetBean(name, requiredType, arguments, typeCheckOnly);
		}

	}

	record User(String email, List<String> roles) {

		static final User ALICE = new User("alice@mydomain.com", List.of("user", "admin"));

	}

	static final class Users implements UserSource<User> {

		@Override
		public User loadUser(String name) {
			return User.ALICE;
		}

	}

	@ClaimRule(audience = "any")
	static class FiveClaims {

		@Claim("b0")
		String b0(User user) {
			return user.email();
		}

		@Claim("b1")
		int b1(User user) {
			return user.roles().size();
		}

		@Claim("b2")
		boolean b2(User user) {
			return user.roles().contains("admin");
		}

		@Claim("b3")
		List<String> b3(User user) {
			return user.roles();
		}

		@Claim("b4")
		String b4(TokenRequest request) {
			return request.grantType();
		}

	}

}
