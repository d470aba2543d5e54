package io.github.claimsdsl.demo.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * Settings of the authorization server.
 *
 * @param accessTokenAlgorithm what signs access tokens: {@code RS256} or {@code ES256}
 */
@ConfigurationProperties("demo.server")
record ServerProperties(@DefaultValue("RS256") SignatureAlgorithm accessTokenAlgorithm) {
}
