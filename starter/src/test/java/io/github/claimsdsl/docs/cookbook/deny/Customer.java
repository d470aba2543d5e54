package io.github.claimsdsl.docs.cookbook.deny;

public record Customer(boolean emailVerified, boolean suspended, boolean staff) {
}
