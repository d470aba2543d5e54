package io.github.claimsdsl.boot.console;

import java.util.List;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.preview.PreviewedToken;

/**
 * A token that this server has issued.
 *
 * @param token its header and claims
 * @param type what it is
 * @param form who asked for it, and for what
 * @param notes what else is to be known of it, as sentences
 */
record IssuedToken(PreviewedToken token, TokenType type, TokenForm form, List<String> notes) {
}
