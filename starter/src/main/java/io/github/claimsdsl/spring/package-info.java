/**
 * The types that a team implements or calls, in addition to the annotations:
 * <ul>
 * <li>{@link io.github.claimsdsl.spring.UserSource} loads the application's user;</li>
 * <li>{@link io.github.claimsdsl.spring.ClaimArgumentResolver} adds arguments to
 * rules;</li>
 * <li>{@link io.github.claimsdsl.spring.ClaimFunctionSource} adds functions to
 * expressions;</li>
 * <li>{@link io.github.claimsdsl.spring.ClaimDecisionListener} is notified of
 * decisions;</li>
 * <li>{@link io.github.claimsdsl.spring.ConsoleDirectory} suggests clients and users in
 * the console.</li>
 * </ul>
 * A team can use two of the packages below: {@code audience} (which client may ask for
 * which API) and {@code preview} (what a token would be). The other packages wire the
 * library into the server: {@code rule} (turns beans into policies), {@code user} (finds
 * who a token is for), {@code token} (the customizer), {@code server} (the hooks in the
 * server's chain), {@code endpoint} (checks of requests and answers), {@code parameter}
 * (request parameters) and {@code issuer} (servers with several issuers). They are marked
 * with {@link io.github.claimsdsl.Internal} and are not part of the API.
 *
 * <p>
 * Where to find the code that decides …
 * <ul>
 * <li>whether a rule is for a token: {@code policy.TokenMatch.mismatch};</li>
 * <li>whether a claim is written, or a customizer's value stays:
 * {@code policy.CompiledClaim};</li>
 * <li>whether a denial refuses: {@code policy.CompiledDenial}; what the client is told:
 * {@code policy.CompiledRule} and {@code policy.OAuthErrors};</li>
 * <li>who a token is for: {@code user.Logins} and
 * {@link UserSource#loadUser(UserIdentity)};</li>
 * <li>whether the user is loaded again, so that a locked one is refused:
 * {@code token.TokenDecisions} and {@code user.LoadedUser};</li>
 * <li>whether two rules may write one claim: {@code policy.OverlapCheck};</li>
 * <li>whether a claim's name is protected: {@code policy.ProtectedClaims};</li>
 * <li>whether two values are equal in an expression: {@code expression.Equality}; whether
 * it takes too long: {@code expression.Inputs};</li>
 * <li>whether a client may ask for an audience:
 * {@code audience.Audiences.authorize};</li>
 * <li>whether a property is unknown: {@code boot.CollectingBindHandler};</li>
 * <li>whether a token is what was granted: {@code audience.GrantVerification}, and once
 * more as it leaves: {@code endpoint.IssuedTokenCheck} and
 * {@code endpoint.AnswerCheck}.</li>
 * </ul>
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.claimsdsl.spring;

import org.jspecify.annotations.NullMarked;
