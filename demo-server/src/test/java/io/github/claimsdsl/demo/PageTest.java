package io.github.claimsdsl.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.claimsdsl.demo.support.Chromium;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of pages in a real Chromium. After each test, what the browser loaded and logged
 * is checked, too. The screenshots are in {@code target/screenshots}.
 */
@DemoServerTest
@Tag("browser")
abstract class PageTest {

	static Chromium chromium;

	@LocalServerPort
	int port;

	@BeforeAll
	static void startBrowser() {
		chromium = new Chromium();
	}

	@AfterAll
	static void stopBrowser() {
		if (chromium != null) {
			chromium.close();
		}
	}

	@BeforeEach
	void reset() {
		chromium.forgetCookies();
		chromium.resize(1280);
		chromium.console();
		chromium.network();
	}

	@AfterEach
	void checkWhatTheBrowserSaw() {
		assertThat(chromium.console()).as("console").allMatch(PageTest::isStatusOfAPage);
		List<Chromium.Event> network = chromium.network();
		assertThat(network).filteredOn((event) -> event.name().equals("Network.requestWillBeSent"))
			.extracting((event) -> URI.create((String) event.get("request", "url")))
			.as("requests")
			.isNotEmpty()
			.allMatch(this::isOwn);
		assertThat(network).filteredOn((event) -> event.name().equals("Network.responseReceived"))
			.filteredOn((event) -> ((String) event.get("response", "url")).startsWith(address("/")))
			.as("Content-Security-Policy")
			.allMatch((event) -> policy(event)
				.matches("default-src 'none'; style-src 'self'; (script-src 'self'; )?img-src 'self';.*"));
	}

	void open(String path) {
		chromium.open(address(path));
	}

	void look(String name, Runnable open) {
		open.run();
		assertThat(chromium.findAll("html[lang=en]")).hasSize(1);
		assertThat(chromium.findAll("h1")).hasSize(1);
		for (int width : new int[] { 1280, 360 }) {
			chromium.resize(width);
			for (String colors : List.of("light", "dark")) {
				chromium.preferColors(colors);
				chromium.screenshot(name + "-" + width + "-" + colors);
				assertThat(chromium.width()).as(name).isLessThanOrEqualTo(width);
				assertThat(chromium.accessibilityProblems()).as(name + " in " + colors).isEmpty();
			}
		}
	}

	String address(String path) {
		return "http://localhost:" + this.port + path;
	}

	boolean isOwn(URI request) {
		return request.toString().startsWith(address("/")) || !request.getScheme().startsWith("http");
	}

	private static String policy(Chromium.Event response) {
		Map<?, ?> headers = (Map<?, ?>) response.get("response", "headers");
		Predicate<Object> isPolicy = (name) -> name.toString().equalsIgnoreCase("Content-Security-Policy");
		return headers.keySet()
			.stream()
			.filter(isPolicy)
			.map((name) -> (String) headers.get(name))
			.findFirst()
			.orElse("");
	}

	private static boolean isStatusOfAPage(String message) {
		return message.contains("Failed to load resource: the server responded with a status of 4");
	}

}
