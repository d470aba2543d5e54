package io.github.claimsdsl.demo.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

import io.github.claimsdsl.demo.DemoServerApplication;

/**
 * A server in a process of its own, always at the same port.
 */
public final class NodeProcess implements AutoCloseable {

	private final int port = freePort();

	private final List<String> command;

	private Process process;

	/** Starts a server; {@link #awaitReady()} says when it listens. */
	public NodeProcess(List<String> properties) {
		this.command = new ArrayList<>(List.of(java("java"), "-Xmx256m", "-cp", System.getProperty("java.class.path"),
				DemoServerApplication.class.getName(), "--server.port=" + this.port,
				"--demo.issuer=http://localhost:9000"));
		properties.forEach((property) -> this.command.add("--" + property));
		start();
	}

	public void start() {
		try {
			File log = new File("target/node-" + this.port + ".log");
			this.process = new ProcessBuilder(this.command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public NodeProcess awaitReady() {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(200))
			.ignoreException(UncheckedIOException.class)
			.until(() -> new Http(this.port).get("/actuator/health").status() == 200);
		return this;
	}

	/** Ends the process at once, as {@code kill -9} does. */
	public void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	public int port() {
		return this.port;
	}

	public long pid() {
		return this.process.pid();
	}

	@Override
	public void close() {
		kill();
	}

	/** A program of the JDK that runs this. */
	public static String java(String program) {
		return System.getProperty("java.home") + "/bin/" + program;
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
