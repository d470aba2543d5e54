package io.github.claimsdsl.demo;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The demo authorization server.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public final class DemoServerApplication {

	/**
	 * Starts the server.
	 * @param args command line arguments, as Spring Boot takes them
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(DemoServerApplication.class);
		application.setDefaultProperties(Map.of("demo.data-directory", DataDirectory.locate().toString()));
		application.run(args);
	}

}
