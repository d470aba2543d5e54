package io.github.claimsdsl.docs.cookbook.severalissuers;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The authorization server of the recipe.
 */
@SpringBootApplication
class Application {

}
