package io.github.claimsdsl.boot.console;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of policies where rules are not counted, or not since the start.
 */
class ConsoleWithoutMetricsTests {

	@ParameterizedTest
	@ValueSource(strings = { "micrometer-core", "spring-boot-actuator" })
	void policiesWhenALibraryIsNotThereThenSaysWhatToAdd(String library) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		try (URLClassLoader without = new URLClassLoader(jarsWithout(library), ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(without);
			// A JVM has one factory of URLs, which another Tomcat may have set
			without.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
				.getMethod("disable")
				.invoke(null);
			Object page = without.loadClass(Pages.class.getName()).getMethod("policies").invoke(null);
			assertThat(page).asString()
				.contains("This server does not count rules. Add <code>spring-boot-starter-actuator</code>",
						"id=\"rule-every.whose\"", "3 rules<")
				.doesNotContain("class=\"coverage\"", "never since start");
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	private static URL[] jarsWithout(String library) throws MalformedURLException {
		List<URL> jars = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!new File(entry).getName().startsWith(library)) {
				jars.add(new File(entry).toURI().toURL());
			}
		}
		String[] all = System.getProperty("java.class.path").split(File.pathSeparator);
		assertThat(jars).as(Arrays.toString(all)).hasSizeLessThan(all.length);
		return jars.toArray(URL[]::new);
	}

	@Test
	void policiesWhenTheRegistryCountsInStepsThenSaysSo() {
		String page = Pages.policies("management.simple.metrics.export.mode", "step");
		assertThat(page).contains("<code>SimpleMeterRegistry</code> starts counting again in each step")
			.doesNotContain("of this server since its start");
	}

	@Test
	void policiesWhenTheMetricIsSwitchedOffThenSaysSo() {
		assertThat(Pages.policies("management.metrics.enable.claims", "false"))
			.contains("Rules have run, but Micrometer did not count them")
			.doesNotContain("of this server since its start");
	}

	/**
	 * Opens the page after a token was issued.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Pages {

		/** Called in another class loader. */
		public static String policies() {
			return policies(new String[0]);
		}

		static String policies(String... properties) {
			try (ConsoleServer server = ConsoleServer.start(Pages.class, properties)) {
				assertThat(server.visitor()
					.call("/oauth2/token", "app", "secret", "grant_type", "client_credentials")
					.statusCode()).isEqualTo(200);
				return server.visitor().signIn("alice", "wonderland").open("/claims-dsl/policies").body();
			}
		}

	}

}
