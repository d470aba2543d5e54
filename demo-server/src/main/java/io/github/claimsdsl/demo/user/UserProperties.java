package io.github.claimsdsl.demo.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the users.
 *
 * @param bcryptStrength the strength of bcrypt, from 10 to 31. Each step doubles the time
 * of a password check
 */
@ConfigurationProperties("demo.users")
record UserProperties(@DefaultValue("11") int bcryptStrength) {
}
