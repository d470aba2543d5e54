package io.github.claimsdsl.demo.api;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the API.
 *
 * @param audience the one audience that an access token must name
 */
@ConfigurationProperties("demo.api")
record ApiProperties(String audience) {
}
