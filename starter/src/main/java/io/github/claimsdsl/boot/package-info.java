/**
 * Spring Boot auto-configuration of claim policies: it binds and checks the properties
 * under {@code claims-dsl} and registers the beans.
 */
@NullMarked
package io.github.claimsdsl.boot;

import org.jspecify.annotations.NullMarked;
