package io.github.claimsdsl.docs.cookbook.verifiedemail;

record Account(String username, String email, boolean emailVerified) {
}
