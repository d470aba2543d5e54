package io.github.claimsdsl.demo.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sample data.
 *
 * @param enabled whether the sample users and clients are created
 */
@ConfigurationProperties("demo.sample-data")
record SampleProperties(@DefaultValue("true") boolean enabled) {
}
