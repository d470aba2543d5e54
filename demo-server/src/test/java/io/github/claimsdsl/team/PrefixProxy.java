package io.github.claimsdsl.team;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A reverse proxy: what it serves at {@code /sso} is at the server's context path.
 */
final class PrefixProxy implements AutoCloseable {

	static final String PREFIX = "/sso";

	private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "expect", "host",
			"keep-alive", "transfer-encoding", "upgrade");

	private final HttpClient http = HttpClient.newHttpClient();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final String upstream;

	PrefixProxy(String upstream) throws IOException {
		this.upstream = upstream;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext(PREFIX, this::pass);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	String address() {
		return "http://localhost:" + this.server.getAddress().getPort() + PREFIX;
	}

	private void pass(HttpExchange exchange) throws IOException {
		try (exchange) {
			HttpResponse<byte[]> answer = this.http.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
			answer.headers().map().forEach((name, values) -> copy(name, values, exchange.getResponseHeaders()));
			exchange.sendResponseHeaders(answer.statusCode(), (answer.body().length > 0) ? answer.body().length : -1);
			exchange.getResponseBody().write(answer.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private HttpRequest request(HttpExchange exchange) throws IOException {
		URI asked = exchange.getRequestURI();
		String path = asked.toString().substring(PREFIX.length());
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.upstream + path))
			.method(exchange.getRequestMethod(),
					HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (isPassed(name)) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		return request.header("X-Forwarded-Prefix", PREFIX)
			.header("X-Forwarded-Proto", "http")
			.header("X-Forwarded-Host", exchange.getRequestHeaders().getFirst("Host"))
			.build();
	}

	private static void copy(String name, Iterable<String> values, Headers headers) {
		if (isPassed(name)) {
			values.forEach((value) -> headers.add(name, value));
		}
	}

	private static boolean isPassed(String header) {
		return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdown();
	}

}
