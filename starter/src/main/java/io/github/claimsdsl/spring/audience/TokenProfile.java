package io.github.claimsdsl.spring.audience;

/**
 * The form of the JWT access tokens of an audience. Opaque access tokens have no profile.
 *
 * @since 0.1.0
 */
public enum TokenProfile {

	/**
	 * RFC 9068: header {@code typ} is {@code at+jwt}; {@code client_id}; {@code scope} as
	 * a string (section 2.2.3); {@code auth_time} and {@code amr} where the server knows
	 * them (section 2.2.1).
	 */
	RFC9068,

	/**
	 * What Spring Authorization Server writes by itself and a Spring resource server
	 * accepts without further configuration: no {@code typ}, {@code scope} as an array.
	 */
	SPRING

}
