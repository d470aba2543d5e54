package io.github.claimsdsl.demo.store;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what the server remembers.
 *
 * @param authorizations where authorizations are kept: in the database, or in the memory
 * of this one node, which forgets them when it stops
 * @param maximumAuthorizations how many are kept in memory; beyond it those used least
 * are forgotten
 * @param clientCache how long a client is used as it was read from the database; zero
 * reads it for every request
 */
@ConfigurationProperties("demo.store")
record StoreProperties(@DefaultValue("database") Kind authorizations, @DefaultValue("50000") int maximumAuthorizations,
		@DefaultValue("10s") Duration clientCache) {

	/**
	 * Where authorizations are kept.
	 */
	enum Kind {

		DATABASE, MEMORY

	}

}
