package io.github.claimsdsl.demo.budget;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the failure budget.
 *
 * @param failures the failures that a name may have from an address within the window
 * @param window the length of the window, which starts with the first failure
 */
@ConfigurationProperties("demo.failure-budget")
record FailureBudgetProperties(@DefaultValue("20") int failures, @DefaultValue("1m") Duration window) {
}
