package io.github.claimsdsl.docs.cookbook.tokenexchange;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The authorization server of the recipe.
 */
@SpringBootApplication
class Application {

}
