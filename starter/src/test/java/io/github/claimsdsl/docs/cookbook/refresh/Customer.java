package io.github.claimsdsl.docs.cookbook.refresh;

record Customer(String username, String tier, String priceList) {
}
