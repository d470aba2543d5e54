package io.github.claimsdsl.demo.soak;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A connection to a port of this machine that can be cut and mended.
 */
final class Cable implements Closeable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final int target;

	private volatile boolean cut;

	Cable(int target) throws IOException {
		this.target = target;
		start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	void cut() {
		this.cut = true;
		this.sockets.forEach(Cable::close);
	}

	void mend() {
		this.cut = false;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		cut();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				connect(this.server.accept());
			}
			catch (IOException ex) {
				// Closed, or the target is down: whoever connected finds out
			}
		}
	}

	private void connect(Socket near) throws IOException {
		this.sockets.add(near);
		if (this.cut) {
			close(near);
			return;
		}
		Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
		this.sockets.add(far);
		start(() -> pump(near, far));
		start(() -> pump(far, near));
	}

	private void pump(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// Cut
		}
		finally {
			this.sockets.remove(from);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// Closed already
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
	}

}
