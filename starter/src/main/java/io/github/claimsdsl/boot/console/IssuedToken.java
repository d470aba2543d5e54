package io.github.claimsdsl.boot.console;

import java.util.List;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.preview.PreviewedToken;

/**
 * A token that this server has issued.
 *
 * @param token its header and claims
 * @param type the kind of token
 * @param form the request that led to it, as far as it is known
 * @param notes more facts about it, as sentences, such as that it expired
 */
record IssuedToken(PreviewedToken token, TokenType type, TokenInputs form, List<String> notes) {
}
