/**
 * The stores of clients, authorizations and consents.
 */
@NullMarked
package io.github.claimsdsl.demo.store;

import org.jspecify.annotations.NullMarked;
