package io.github.claimsdsl.docs.extension;

import org.jspecify.annotations.Nullable;

record Member(String name, @Nullable String email, @Nullable String tier, boolean locked) {
}
