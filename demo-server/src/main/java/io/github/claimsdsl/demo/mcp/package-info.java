/**
 * Two small MCP servers, of the profile {@code mcp}. Each is a protected resource of its
 * own, and takes access tokens for itself only.
 */
@NullMarked
package io.github.claimsdsl.demo.mcp;

import org.jspecify.annotations.NullMarked;
