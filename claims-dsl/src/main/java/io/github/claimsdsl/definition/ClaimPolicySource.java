package io.github.claimsdsl.definition;

import java.util.List;

/**
 * Extension point: where policies come from, beside beans and properties. Read once, at
 * start-up.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimPolicySource {

	/**
	 * Returns the policies of this source.
	 * @return the policies, not yet checked
	 */
	List<ClaimPolicy> policies();

}
