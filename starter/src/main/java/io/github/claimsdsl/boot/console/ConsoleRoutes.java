package io.github.claimsdsl.boot.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.spring.endpoint.StoreOutage;

/**
 * Maps the paths of the console to its pages. It answers a request only if the request
 * has passed the console's own chain.
 */
final class ConsoleRoutes {

	private static final Log logger = LogFactory.getLog(ConsoleRoutes.class);

	private static final List<Asset> ASSETS = List.of(Asset.read("console.css", "text/css;charset=UTF-8"),
			Asset.read("console.js", "text/javascript;charset=UTF-8"), Asset.read("icon.svg", "image/svg+xml"));

	private final String path;

	private final boolean audited;

	private final RouterFunctions.Builder routes = RouterFunctions.route();

	/**
	 * Creates routes without pages.
	 * @param path the path of the console
	 * @param audited whether previews and evaluations are recorded as audit events
	 */
	ConsoleRoutes(String path, boolean audited) {
		this.path = path;
		this.audited = audited;
	}

	/** Adds a page without a form that is posted. */
	ConsoleRoutes page(String page, Function<ConsoleRequest, Html> content) {
		this.routes.GET(this.path + "/" + page, handler(content));
		return this;
	}

	/** Adds a page with a form that is posted. */
	ConsoleRoutes form(String page, Function<ConsoleRequest, Html> content) {
		page(page, content);
		this.routes.POST(this.path + "/" + page, handler(content));
		return this;
	}

	/** Adds the page at the path of the console itself. */
	ConsoleRoutes root(Function<ConsoleRequest, Html> content) {
		this.routes.GET(this.path, handler(content));
		this.routes.POST(this.path, handler(content));
		return form("", content);
	}

	/** Adds a path that only the script calls. It answers with JSON. */
	ConsoleRoutes script(String page, Function<ConsoleRequest, String> json) {
		this.routes.POST(this.path + "/" + page, (request) -> respond(HttpStatus.OK, MediaType.APPLICATION_JSON,
				json.apply(consoleRequest(request)).getBytes(StandardCharsets.UTF_8)));
		return this;
	}

	/** Adds a file that the browser saves. */
	ConsoleRoutes file(String page, String type, Function<ConsoleRequest, String> content) {
		this.routes.GET(this.path + "/" + page,
				(request) -> ServerResponse.ok()
					.contentType(MediaType.parseMediaType(type))
					.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + page + "\"")
					.body(content.apply(consoleRequest(request)).getBytes(StandardCharsets.UTF_8)));
		return this;
	}

	RouterFunction<ServerResponse> build() {
		for (Asset asset : ASSETS) {
			this.routes.GET(this.path + "/" + asset.name(),
					(request) -> respond(HttpStatus.OK, asset.type(), asset.content()));
		}
		return this.routes
			.filter((request, next) -> ConsoleGate.isPassed(request.servletRequest()) ? next.handle(request)
					: ServerResponse.status(HttpStatus.FORBIDDEN).build())
			.onError(BadRequestException.class, (ex, request) -> badRequest())
			.onError(StoreOutage::isCauseOf, (ex, request) -> unavailable(ex))
			.build();
	}

	private HandlerFunction<ServerResponse> handler(Function<ConsoleRequest, Html> content) {
		return (request) -> html(HttpStatus.OK, content.apply(consoleRequest(request)));
	}

	private ConsoleRequest consoleRequest(ServerRequest request) {
		return new ConsoleRequest(request.servletRequest(), this.path, this.audited);
	}

	private static ServerResponse badRequest() {
		return html(HttpStatus.BAD_REQUEST, PlainPage.of("Something is wrong",
				"400 Bad Request. A field has a value that the console does not offer. Go back, reload the page and try again."));
	}

	private static ServerResponse unavailable(Throwable thrown) {
		logger.warn(LogMessage.format("The console cannot answer, because a store %s",
				RuleFailure.of(thrown).describe(Object.class)));
		return html(HttpStatus.SERVICE_UNAVAILABLE, PlainPage.of("Temporarily unavailable",
				"503 Service Unavailable. The server cannot reach its data store. Reload the page in a moment."));
	}

	private static ServerResponse html(HttpStatus status, Html page) {
		return respond(status, new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8),
				(PlainPage.DOCTYPE + page).getBytes(StandardCharsets.UTF_8));
	}

	private static ServerResponse respond(HttpStatus status, MediaType type, byte[] content) {
		return ServerResponse.status(status).contentType(type).build((request, response) -> {
			response.setContentLength(content.length);
			response.getOutputStream().write(content);
			return null;
		});
	}

}
