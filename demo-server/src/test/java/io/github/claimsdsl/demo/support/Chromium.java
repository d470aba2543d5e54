package io.github.claimsdsl.demo.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium that runs without a window.
 */
public final class Chromium implements AutoCloseable {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final ChromeDriver driver;

	public Chromium() {
		Path browser = Tool.require("chromium", "chromium-browser", "google-chrome");
		Path driver = Tool.require("chromedriver");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(browser.toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage");
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(),
				options);
	}

	public void open(String address) {
		this.driver.get(address);
	}

	public String address() {
		return this.driver.getCurrentUrl();
	}

	public String heading() {
		return find("h1").getText();
	}

	public String text() {
		return find("main").getText();
	}

	public WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	public List<WebElement> findAll(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	public void type(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	public WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	public void signIn(String username, String password) {
		await("#username");
		find("#username").sendKeys(username);
		find("#password").sendKeys(password);
		click("button");
	}

	/** Clicks on what leads to another page, and waits for it. */
	public void click(String selector) {
		leave(() -> find(selector).click());
	}

	/** Does what leads to another page, and waits until that has loaded. */
	public void leave(Runnable action) {
		WebElement page = find("html");
		action.run();
		soon().ignoreExceptionsInstanceOf(WebDriverException.class)
			.until(() -> isGone(page) && "complete".equals(script("return document.readyState")));
	}

	private static ConditionFactory soon() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10));
	}

	private static boolean isGone(WebElement page) {
		try {
			page.isEnabled();
			return false;
		}
		catch (StaleElementReferenceException ex) {
			return true;
		}
	}

	/** Waits until the page has such an element. */
	public void await(String selector) {
		soon().until(() -> !findAll(selector).isEmpty());
	}

	public void forgetCookies() {
		command("Network.clearBrowserCookies", Map.of());
	}

	/** Sends these headers with each request from now on. */
	public void sendHeaders(Map<String, Object> headers) {
		command("Network.setExtraHTTPHeaders", Map.of("headers", headers));
	}

	/** Shows the page at this width in CSS pixels. */
	public void resize(int width) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 740, "deviceScaleFactor", 1, "mobile", false));
	}

	public void preferColors(String scheme) {
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/** How wide the page is: wider than the window means that it scrolls sideways. */
	public long width() {
		return ((Number) this.driver.executeScript("return document.documentElement.scrollWidth")).longValue();
	}

	public String style(String selector, String property) {
		return find(selector).getCssValue(property);
	}

	public Object script(String script) {
		return this.driver.executeScript(script);
	}

	/** What axe finds wrong with the accessibility of the page. */
	public String accessibilityProblems() {
		if (Boolean.TRUE.equals(script("return typeof axe === 'undefined'"))) {
			script(axe());
		}
		return (String) this.driver.executeAsyncScript(
				"""
						const done = arguments[arguments.length - 1];
						axe.run({ preload: false }).then((results) => done(results.violations
							.map((it) => it.id + ': ' + it.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; '))
							.join('\\n')), (error) => done(String(error)));
						""");
	}

	/** Saves a picture of the whole page, however long it is. */
	public void screenshot(String name) {
		screenshot(name, ((Number) script("return document.documentElement.scrollHeight")).intValue());
	}

	/** The upper part of a page. */
	public void screenshot(String name, int height) {
		Map<String, Object> page = Map.of("x", 0, "y", 0, "width", script("return innerWidth"), "height", height,
				"scale", 1);
		String picture = (String) this.driver
			.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", page))
			.get("data");
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(picture));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What the console said since the last call. */
	public List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	/** The parameters of the network events since the last call, each with its name. */
	public List<Event> network() {
		List<Event> events = new ArrayList<>();
		for (LogEntry entry : this.driver.manage().logs().get(LogType.PERFORMANCE)) {
			events.add(event(entry.getMessage()));
		}
		return events;
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	private void command(String name, Map<String, Object> parameters) {
		this.driver.executeCdpCommand(name, parameters);
	}

	private static Event event(String json) {
		try {
			Map<String, Object> message = JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(json), "message");
			return new Event(JSONObjectUtils.getString(message, "method"),
					JSONObjectUtils.getJSONObject(message, "params"));
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String axe() {
		try (InputStream script = Chromium.class.getResourceAsStream("/axe.min.js")) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Something that happened in the network.
	 *
	 * @param name the name of the DevTools protocol's event
	 * @param parameters its parameters
	 */
	public record Event(String name, Map<String, Object> parameters) {

		/** A member of a member of the parameters. */
		public Object get(String parent, String member) {
			return (this.parameters.get(parent) instanceof Map<?, ?> map) ? map.get(member) : null;
		}

	}

}
