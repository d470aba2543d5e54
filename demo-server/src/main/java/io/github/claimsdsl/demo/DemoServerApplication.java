package io.github.claimsdsl.demo;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The demo authorization server. It is a complete Spring Boot application that uses the
 * starter.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public final class DemoServerApplication {

	/**
	 * Starts the server.
	 * @param args the command line arguments of a Spring Boot application
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(DemoServerApplication.class);
		application.setDefaultProperties(Map.of("demo.data-directory", DataDirectory.locate().toString()));
		application.run(args);
	}

}
