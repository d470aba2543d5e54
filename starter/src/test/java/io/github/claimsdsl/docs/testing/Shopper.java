package io.github.claimsdsl.docs.testing;

public record Shopper(String email, int orders) {
}
