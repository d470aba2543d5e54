/**
 * Sample users and clients. Their passwords are public, so never use them in production.
 */
@NullMarked
package io.github.claimsdsl.demo.sample;

import org.jspecify.annotations.NullMarked;
