package io.github.claimsdsl.demo.benchmark;

import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A PostgreSQL with a database for each server of a benchmark, until its process ends.
 */
public final class PostgresServer {

	private PostgresServer() {
	}

	/**
	 * Starts the database.
	 * @param arguments the port, and the names of the databases
	 * @throws Exception if it does not start
	 */
	public static void main(String[] arguments) throws Exception {
		EmbeddedPostgres postgres = EmbeddedPostgres.builder().setPort(Integer.parseInt(arguments[0])).start();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
		JdbcTemplate jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
		List.of(arguments).subList(1, arguments.length).forEach((name) -> jdbc.execute("create database " + name));
		System.out.println("ready");
		Thread.currentThread().join();
	}

	private static void close(EmbeddedPostgres postgres) {
		try {
			postgres.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
