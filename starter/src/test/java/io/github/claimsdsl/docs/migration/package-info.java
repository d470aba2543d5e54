/**
 * The examples of docs/migration.
 */
@NullMarked
package io.github.claimsdsl.docs.migration;

import org.jspecify.annotations.NullMarked;
