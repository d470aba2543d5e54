/**
 * The budget of failed logins and failed client authentications.
 */
@NullMarked
package io.github.claimsdsl.demo.budget;

import org.jspecify.annotations.NullMarked;
