package io.github.claimsdsl.demo.console;

import java.security.Principal;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.github.claimsdsl.TokenType;

/**
 * Checks an expression, and evaluates it for a token.
 */
@ConditionalOnClaimsDsl
@Controller
class ExpressionController {

	private static final String PAGE = "console/expression";

	private final ChoiceSource choices;

	private final ExpressionTrials trials;

	ExpressionController(ChoiceSource choices, ExpressionTrials trials) {
		this.choices = choices;
		this.trials = trials;
	}

	@GetMapping("/console/expression")
	String form(Principal principal, Model model) {
		Choices offered = this.choices.read();
		model.addAttribute("choices", offered);
		model.addAttribute("form", TokenForm.first(offered, principal.getName()));
		model.addAttribute("tokenType", TokenType.ACCESS_TOKEN);
		return PAGE;
	}

	@PostMapping("/console/expression")
	String evaluate(@ModelAttribute("form") TokenForm form, @RequestParam TokenType tokenType,
			@RequestParam String expression, Principal principal, Model model) {
		Choices offered = this.choices.readFor(form);
		model.addAttribute("choices", offered);
		model.addAttribute("tokenType", tokenType);
		model.addAttribute("expression", expression);
		model.addAttribute("trial", this.trials.run(expression,
				this.trials.request(form, tokenType, offered.client(form.client()).client()), principal));
		return PAGE;
	}

}
