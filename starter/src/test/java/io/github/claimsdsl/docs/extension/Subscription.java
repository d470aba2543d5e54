package io.github.claimsdsl.docs.extension;

record Subscription(String plan, int seats) {
}
