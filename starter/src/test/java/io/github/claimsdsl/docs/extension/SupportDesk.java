package io.github.claimsdsl.docs.extension;

import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Service;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.TokenPreview;

/** Answers a member who asks why something is missing. */
@Service
public class SupportDesk {

	private final TokenPreview preview;

	SupportDesk(TokenPreview preview) {
		this.preview = preview;
	}

	public List<String> explain(String client, String member) {
		PreviewedToken token = this.preview.preview(new PreviewRequest(client, "authorization_code", Issuance.INITIAL,
				member, null, Set.of("read"), TokenType.ACCESS_TOKEN));
		ClaimExplanation explanation = token.explanation();
		return (explanation != null) ? explanation.decision().outcomes().stream().map(RuleOutcome::toString).toList()
				: List.of(String.valueOf(token.reason()));
	}

}
