/**
 * The Actuator endpoint, audit events and metrics of claim policies.
 */
@NullMarked
package io.github.claimsdsl.boot.actuate;

import org.jspecify.annotations.NullMarked;
