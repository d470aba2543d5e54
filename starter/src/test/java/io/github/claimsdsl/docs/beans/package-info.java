/**
 * The examples of docs/beans.md.
 */
@NullMarked
package io.github.claimsdsl.docs.beans;

import org.jspecify.annotations.NullMarked;
