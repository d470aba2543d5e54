package io.github.claimsdsl.spring.audience;

/**
 * The form of the JWT access tokens of an audience. Opaque access tokens have no profile.
 *
 * @since 0.1.0
 */
public enum TokenProfile {

	/**
	 * The profile of RFC 9068. The header {@code typ} is {@code at+jwt}. The claims
	 * include {@code client_id}, {@code scope} as a string (section 2.2.3), and
	 * {@code auth_time} and {@code amr} if the server knows them (section 2.2.1).
	 */
	RFC9068,

	/**
	 * The form that Spring Authorization Server writes by default, without {@code typ}
	 * and with {@code scope} as an array. A Spring resource server accepts it without
	 * further configuration.
	 */
	SPRING

}
