package io.github.claimsdsl.docs.cookbook.tenant;

import org.jspecify.annotations.Nullable;

record Member(String username, @Nullable String tenant) {
}
