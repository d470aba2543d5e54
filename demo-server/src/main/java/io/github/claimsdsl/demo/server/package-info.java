/**
 * The security filter chains of the authorization server and of its pages.
 */
@NullMarked
package io.github.claimsdsl.demo.server;

import org.jspecify.annotations.NullMarked;
