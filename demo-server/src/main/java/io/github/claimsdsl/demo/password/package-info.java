/**
 * The password grant, as an extension of Spring Authorization Server. For migrations
 * only: RFC 9700, section 2.4, says that it MUST NOT be used.
 */
@NullMarked
package io.github.claimsdsl.demo.password;

import org.jspecify.annotations.NullMarked;
