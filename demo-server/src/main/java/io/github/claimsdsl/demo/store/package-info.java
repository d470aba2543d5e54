/**
 * What the server remembers, in the database.
 */
@NullMarked
package io.github.claimsdsl.demo.store;

import org.jspecify.annotations.NullMarked;
