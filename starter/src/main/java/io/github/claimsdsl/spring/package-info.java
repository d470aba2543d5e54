/**
 * What a team implements or calls beside the annotations:
 * <ul>
 * <li>{@link io.github.claimsdsl.spring.UserSource} loads the application's user;</li>
 * <li>{@link io.github.claimsdsl.spring.ClaimArgumentResolver} adds arguments of rules,
 * {@link io.github.claimsdsl.spring.ClaimFunctionSource} functions of expressions;</li>
 * <li>{@link io.github.claimsdsl.spring.ClaimDecisionListener} is notified of
 * decisions;</li>
 * <li>{@link io.github.claimsdsl.spring.ConsoleDirectory} finds clients and users for the
 * console.</li>
 * </ul>
 * The packages below: {@code audience} (which client may ask for which API),
 * {@code preview} (tokens to look at), and the wiring: {@code rule} (beans to policies),
 * {@code user} (who a token is for), {@code token} (the customizer), {@code server} (what
 * is hooked into the server's chain), {@code endpoint} (requests and answers). What is
 * marked as {@link io.github.claimsdsl.Internal} is no API.
 *
 * <p>
 * Where is decided …
 * <ul>
 * <li>whether a rule is for a token: {@code policy.TokenMatch.mismatch};</li>
 * <li>whether a denial refuses: {@code policy.CompiledDenial}; what the client is told:
 * {@code token.PolicyCustomizer};</li>
 * <li>who a token is for: {@code user.Logins} and
 * {@link UserSource#loadUser(UserIdentity)};</li>
 * <li>whether two rules may write one claim: {@code policy.OverlapCheck};</li>
 * <li>whether a client may ask for an audience:
 * {@code audience.Audiences.authorize};</li>
 * <li>whether a token is what was granted: {@code audience.GrantVerification}, and once
 * more as it leaves: {@code endpoint.IssuedTokenCheck}.</li>
 * </ul>
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.spring;

import org.jspecify.annotations.NullMarked;
