package io.github.claimsdsl.demo.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the users.
 *
 * @param bcryptStrength the logarithm of the rounds of bcrypt, 10 to 31
 */
@ConfigurationProperties("demo.users")
record UserProperties(@DefaultValue("11") int bcryptStrength) {
}
