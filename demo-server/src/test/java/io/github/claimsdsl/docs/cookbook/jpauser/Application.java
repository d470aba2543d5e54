package io.github.claimsdsl.docs.cookbook.jpauser;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;

/**
 * The authorization server of the recipe, without the migrations of the demo server.
 */
@SpringBootApplication(exclude = FlywayAutoConfiguration.class)
class Application {

}
