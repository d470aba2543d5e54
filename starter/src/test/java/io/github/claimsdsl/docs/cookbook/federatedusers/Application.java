package io.github.claimsdsl.docs.cookbook.federatedusers;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The authorization server of the recipe.
 */
@SpringBootApplication
class Application {

}
