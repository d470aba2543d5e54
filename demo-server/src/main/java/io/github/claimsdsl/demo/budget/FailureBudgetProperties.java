package io.github.claimsdsl.demo.budget;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the failure budget.
 *
 * @param failures how many failures a name may have from an address
 * @param window in which time, counted from the first of them
 */
@ConfigurationProperties("demo.failure-budget")
record FailureBudgetProperties(@DefaultValue("20") int failures, @DefaultValue("1m") Duration window) {
}
