/**
 * The recipe of docs/cookbook/business-hours.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.businesshours;

import org.jspecify.annotations.NullMarked;
