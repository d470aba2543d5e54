package io.github.claimsdsl.demo.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Sends bytes to the server as they are, also those that no HTTP client would send.
 */
public final class RawHttp {

	private static final int PATIENCE_MILLIS = 15_000;

	private RawHttp() {
	}

	/** Sends a text in ISO-8859-1, says no more, and reads to the end of the answer. */
	public static Reply send(int port, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(PATIENCE_MILLIS);
			try {
				socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
				socket.shutdownOutput();
			}
			catch (SocketException ex) {
				// Refused before all was sent: the answer may be there
			}
			return new Reply(read(socket));
		}
	}

	private static String read(Socket socket) throws IOException {
		StringBuilder text = new StringBuilder();
		byte[] buffer = new byte[8192];
		try {
			for (int n = socket.getInputStream().read(buffer); n != -1; n = socket.getInputStream().read(buffer)) {
				text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
			}
		}
		catch (SocketException ex) {
			// Hung up
		}
		return text.toString();
	}

	/**
	 * What came back.
	 *
	 * @param text the answer, empty if the server hung up
	 */
	public record Reply(String text) {

		/**
		 * The status of the last answer: one before it may say that the server is ready
		 * for the body.
		 */
		public int status() {
			int start = this.text.startsWith("HTTP/1.1 100") ? this.text.indexOf("\r\n\r\n") + 4 : 0;
			return this.text.isEmpty() ? 0 : Integer.parseInt(this.text.substring(start + 9, start + 12));
		}

		public boolean isHtml() {
			return this.text.toLowerCase(Locale.ROOT).contains("content-type: text/html")
					|| this.text.contains("<html");
		}

	}

}
