package io.github.claimsdsl.demo.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.ClaimReach;

/**
 * Shows which claim can reach which tokens.
 */
@ConditionalOnClaimsDsl
@Controller
class MatrixController {

	private final List<String> columns;

	private final List<MatrixRow> rows;

	MatrixController(ClaimPolicySet policies) {
		Map<ClaimReach, Set<String>> matrix = policies.matrix().rows();
		List<Dimension> dimensions = Arrays.stream(Dimension.values())
			.filter((dimension) -> dimension != Dimension.ISSUER || limits(matrix.keySet(), dimension))
			.toList();
		Stream<String> names = dimensions.stream().map((dimension) -> dimension.property().replace('-', ' '));
		this.columns = Stream.concat(Stream.concat(Stream.of("claim"), names), Stream.of("rules"))
			.map(StringUtils::capitalize)
			.toList();
		this.rows = matrix.entrySet()
			.stream()
			.map((row) -> MatrixRow.of(row.getKey(), row.getValue(), dimensions))
			.toList();
	}

	/** Whether a claim reaches tokens of some values only. */
	private static boolean limits(Set<ClaimReach> reaches, Dimension dimension) {
		return reaches.stream().anyMatch((reach) -> !reach.value(dimension).equals(ClaimReach.ANY));
	}

	@GetMapping("/console/matrix")
	String matrix(@RequestParam(defaultValue = "") String search, Model model) {
		List<String> words = List.of(StringUtils.tokenizeToStringArray(search.toLowerCase(Locale.ROOT), " "));
		model.addAttribute("search", search);
		model.addAttribute("columns", this.columns);
		model.addAttribute("total", this.rows.size());
		model.addAttribute("rows", this.rows.stream().filter((row) -> row.holds(words)).toList());
		return "console/matrix";
	}

}
