package io.github.claimsdsl.demo.registration;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of clients that register themselves.
 *
 * @param unusedLife how long a client without an authorization is kept after its
 * registration
 */
@ConfigurationProperties("demo.registration")
record RegistrationProperties(@DefaultValue("1d") Duration unusedLife) {
}
