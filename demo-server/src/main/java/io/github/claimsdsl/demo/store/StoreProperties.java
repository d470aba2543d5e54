package io.github.claimsdsl.demo.store;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the stores.
 *
 * @param authorizations where authorizations are kept: in the database, or in the memory
 * of this node, which loses them when it stops
 * @param maximumAuthorizations the most authorizations in memory. If there are more,
 * those used least are dropped
 * @param clientCache how long a client is cached. Zero reads it from the database each
 * time
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
