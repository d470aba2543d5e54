package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.definition.Dimension;

/**
 * Finds the first earlier rule that overlaps with a rule. Rules are indexed by their
 * audiences, grant types and clients. To keep the check fast, a rule is compared only
 * with those that share a value in one of these dimensions: the one in which there are
 * the fewest.
 */
final class Rivals {

	private final List<Function<TokenMatch, @Nullable Set<String>>> dimensions = List.of(Rivals::audiences,
			(match) -> match.values(Dimension.GRANT_TYPE), (match) -> match.values(Dimension.CLIENT));

	private final List<Place> all = new ArrayList<>();

	private final List<Map<@Nullable String, List<Place>>> byValue = List.of(new HashMap<>(), new HashMap<>(),
			new HashMap<>());

	private record Place(int position, CompiledClaim rule) {
	}

	/**
	 * Returns the audiences of a rule that is only for tokens and answers that an API
	 * reads, or {@code null} for any audience.
	 */
	private static @Nullable Set<String> audiences(TokenMatch match) {
		return !match.types((type) -> !type.isForApi()).isEmpty() ? null : match.values(Dimension.AUDIENCE);
	}

	void add(CompiledClaim rule) {
		Place place = new Place(this.all.size(), rule);
		this.all.add(place);
		for (int i = 0; i < this.dimensions.size(); i++) {
			Map<@Nullable String, List<Place>> places = this.byValue.get(i);
			keys(this.dimensions.get(i).apply(rule.match()))
				.forEach((key) -> places.computeIfAbsent(key, (absent) -> new ArrayList<>(1)).add(place));
		}
	}

	private static Collection<@Nullable String> keys(@Nullable Set<String> values) {
		return (values != null) ? new ArrayList<@Nullable String>(values) : Collections.singletonList(null);
	}

	/** Returns the first of the earlier rules that may write to the same token. */
	@Nullable CompiledClaim first(CompiledClaim rule) {
		Place first = null;
		for (List<Place> places : candidates(rule.match())) {
			for (Place place : places) {
				if (first != null && first.position() <= place.position()) {
					break;
				}
				if (place.rule().match().overlaps(rule.match())) {
					first = place;
				}
			}
		}
		return (first != null) ? first.rule() : null;
	}

	private List<List<Place>> candidates(TokenMatch match) {
		List<List<Place>> fewest = List.of(this.all);
		for (int i = 0; i < this.dimensions.size(); i++) {
			Set<String> values = this.dimensions.get(i).apply(match);
			if (values != null) {
				List<List<Place>> places = sharing(values, this.byValue.get(i));
				fewest = (count(places) < count(fewest)) ? places : fewest;
			}
		}
		return fewest;
	}

	private static List<List<Place>> sharing(Set<String> values, Map<@Nullable String, List<Place>> places) {
		List<List<Place>> sharing = new ArrayList<>();
		sharing.add(places.getOrDefault(null, List.of()));
		values.forEach((value) -> sharing.add(places.getOrDefault(value, List.of())));
		return sharing;
	}

	private static int count(List<List<Place>> places) {
		return places.stream().mapToInt(List::size).sum();
	}

}
