package io.github.claimsdsl.docs.cookbook.jpauser;

import java.util.List;

/** What claims are made of. */
public record TokenUser(String username, String email, List<String> groups) {
}
