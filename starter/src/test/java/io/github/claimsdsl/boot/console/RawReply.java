package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a request whose first line no HTTP client would write.
 *
 * @param head the status line and the headers
 * @param body the rest
 */
record RawReply(String head, String body) {

	/** Asks a server, with header lines that each end in CRLF. */
	static RawReply to(URI server, String method, String target, String headers) {
		String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
				+ "Content-Length: 0\r\n\r\n";
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int end = answer.indexOf("\r\n\r\n");
			return (end < 0) ? new RawReply(answer, "")
					: new RawReply(answer.substring(0, end), answer.substring(end + 4));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(target, ex);
		}
	}

	int status() {
		return Integer.parseInt(this.head.split(" ")[1]);
	}

}
