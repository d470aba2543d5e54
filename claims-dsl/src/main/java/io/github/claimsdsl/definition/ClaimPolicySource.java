package io.github.claimsdsl.definition;

import java.util.List;

/**
 * Extension point: provides policies that are not declared as beans or properties, for
 * example policies from a database. It is called once, at start-up, so later changes have
 * no effect.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimPolicySource {

	/**
	 * Returns the policies of this source. They are checked together with all others.
	 * @return the policies
	 */
	List<ClaimPolicy> policies();

}
