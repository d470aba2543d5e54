package io.github.claimsdsl.docs.mcp;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The authorization server of the page.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AuthorizationServerConfiguration.class)
class AuthorizationApplication {

}
