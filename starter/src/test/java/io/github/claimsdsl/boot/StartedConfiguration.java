package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;

import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * Configuration that started.
 *
 * @param configured what was read
 * @param policies what was compiled
 * @param leaves what the sources say together
 */
record StartedConfiguration(DeclaredSettings configured, ClaimPolicySet policies, Map<List<String>, String> leaves) {
}
