/**
 * The claim policies that are written in Java. The others are in {@code application.yml}.
 */
@NullMarked
package io.github.claimsdsl.demo.policy;

import org.jspecify.annotations.NullMarked;
