/**
 * The recipe of docs/cookbook/team-annotation.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.teamannotation;

import org.jspecify.annotations.NullMarked;
