package io.github.claimsdsl.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The demo authorization server.
 */
@SpringBootApplication
public class DemoServerApplication {

	/**
	 * Starts the server.
	 * @param args command line arguments, as Spring Boot takes them
	 */
	public static void main(String[] args) {
		SpringApplication.run(DemoServerApplication.class, args);
	}

}
