package io.github.claimsdsl.docs.members;

import java.util.List;

record Member(String name, String email, List<String> roles, boolean locked) {
}
