/**
 * Two small MCP servers, under the profile {@code mcp}. Each is a protected resource of
 * its own and accepts only access tokens for itself.
 */
@NullMarked
package io.github.claimsdsl.demo.mcp;

import org.jspecify.annotations.NullMarked;
