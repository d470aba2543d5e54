/**
 * The applications of docs/mcp.md.
 */
@NullMarked
package io.github.claimsdsl.docs.mcp;

import org.jspecify.annotations.NullMarked;
