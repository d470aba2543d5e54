/**
 * The pages that people see.
 */
@NullMarked
package io.github.claimsdsl.demo.web;

import org.jspecify.annotations.NullMarked;
