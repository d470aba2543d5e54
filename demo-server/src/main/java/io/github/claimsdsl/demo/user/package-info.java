/**
 * The application's users, and how they authenticate.
 */
@NullMarked
package io.github.claimsdsl.demo.user;

import org.jspecify.annotations.NullMarked;
