package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.function.RouterFunction;

/**
 * What the console serves, whichever pages it has.
 *
 * @param method the method
 * @param path the path within the application
 */
record ConsoleRoute(String method, String path) {

	private static final Pattern ROUTE = Pattern.compile("\\((GET|POST) && ([^)]+)\\) ->");

	static List<ConsoleRoute> all(ApplicationContext context) {
		String routes = context.getBean("claimsDslConsole", RouterFunction.class).toString();
		return ROUTE.matcher(routes)
			.results()
			.map((found) -> new ConsoleRoute(found.group(1), found.group(2).strip()))
			.toList();
	}

	boolean isPosted() {
		return this.method.equals("POST");
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
