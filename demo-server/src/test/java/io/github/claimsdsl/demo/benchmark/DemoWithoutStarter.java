package io.github.claimsdsl.demo.benchmark;

import org.springframework.boot.builder.SpringApplicationBuilder;

import io.github.claimsdsl.demo.DemoServerApplication;

/**
 * The demo server with the starter turned off.
 */
public final class DemoWithoutStarter {

	private DemoWithoutStarter() {
	}

	/**
	 * Starts the server.
	 * @param arguments as Spring Boot takes them
	 */
	public static void main(String[] arguments) {
		new SpringApplicationBuilder(DemoServerApplication.class, CustomizerByHand.class)
			.properties("claims-dsl.enabled=false")
			.run(arguments);
	}

}
