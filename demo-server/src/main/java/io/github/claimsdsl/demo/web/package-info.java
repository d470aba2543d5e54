/**
 * The pages a person sees.
 */
@NullMarked
package io.github.claimsdsl.demo.web;

import org.jspecify.annotations.NullMarked;
