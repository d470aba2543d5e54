/**
 * Spring Boot auto-configuration of claim policies.
 */
@NullMarked
package io.github.claimsdsl.boot;

import org.jspecify.annotations.NullMarked;
