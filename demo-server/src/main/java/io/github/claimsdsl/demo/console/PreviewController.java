package io.github.claimsdsl.demo.console;

import java.security.Principal;
import java.util.stream.Stream;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * Shows the tokens that a client would get, and what userinfo and introspection would
 * answer about them. A preview is posted, so that the names of users stand in no address.
 */
@ConditionalOnClaimsDsl
@Controller
class PreviewController {

	private static final String PAGE = "console/preview";

	private final ChoiceSource choices;

	private final TokenPreview preview;

	PreviewController(ChoiceSource choices, TokenPreview preview) {
		this.choices = choices;
		this.preview = preview;
	}

	@GetMapping("/console")
	String form(Principal principal, Model model) {
		Choices offered = this.choices.read();
		model.addAttribute("choices", offered);
		model.addAttribute("form", TokenForm.first(offered, principal.getName()));
		return PAGE;
	}

	@PostMapping("/console")
	String preview(@ModelAttribute("form") TokenForm form, Model model) {
		model.addAttribute("choices", this.choices.readFor(form));
		try {
			model.addAttribute("tokens", Stream.of(TokenType.values()).map((type) -> view(form, type)).toList());
		}
		catch (IllegalArgumentException ex) {
			model.addAttribute("problem", ex.getMessage());
		}
		return PAGE;
	}

	private TokenView view(TokenForm form, TokenType type) {
		return new TokenView(type, this.preview.preview(form.preview(type)));
	}

}
