/**
 * The server of docs/getting-started.md.
 */
@NullMarked
package io.github.claimsdsl.docs.shop;

import org.jspecify.annotations.NullMarked;
