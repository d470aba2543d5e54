/**
 * The users of docs/getting-started.md.
 */
@NullMarked
package io.github.claimsdsl.docs.members;

import org.jspecify.annotations.NullMarked;
