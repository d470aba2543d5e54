/**
 * The claim policies written in Java; those without Java are in {@code application.yml}.
 */
@NullMarked
package io.github.claimsdsl.demo.policy;

import org.jspecify.annotations.NullMarked;
