/**
 * The recipe of docs/cookbook/client-settings.md.
 */
@NullMarked
package io.github.claimsdsl.docs.cookbook.clientsettings;

import org.jspecify.annotations.NullMarked;
