/**
 * A team's own server with the console: users in JPA, chains of its own, behind a proxy.
 */
@NullMarked
package io.github.claimsdsl.team;

import org.jspecify.annotations.NullMarked;
