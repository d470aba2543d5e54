package io.github.claimsdsl.demo.console;

import java.util.List;
import java.util.Locale;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * Shows which claim can reach which tokens.
 */
@ConditionalOnClaimsDsl
@Controller
class MatrixController {

	private static final List<String> COLUMNS = List.of("Claim", "Token", "Audience", "Grant", "Client", "Scope",
			"Issuance", "Subject", "Rules");

	private final List<MatrixRow> rows;

	MatrixController(ClaimPolicySet policies) {
		this.rows = policies.matrix()
			.rows()
			.entrySet()
			.stream()
			.map((row) -> MatrixRow.of(row.getKey(), row.getValue()))
			.toList();
	}

	@GetMapping("/console/matrix")
	String matrix(@RequestParam(defaultValue = "") String search, Model model) {
		List<String> words = List.of(StringUtils.tokenizeToStringArray(search.toLowerCase(Locale.ROOT), " "));
		model.addAttribute("search", search);
		model.addAttribute("columns", COLUMNS);
		model.addAttribute("total", this.rows.size());
		model.addAttribute("rows", this.rows.stream().filter((row) -> row.holds(words)).toList());
		return "console/matrix";
	}

}
