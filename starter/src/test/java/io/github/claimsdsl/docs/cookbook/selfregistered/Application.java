package io.github.claimsdsl.docs.cookbook.selfregistered;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The authorization server of the recipe.
 */
@SpringBootApplication
class Application {

}
