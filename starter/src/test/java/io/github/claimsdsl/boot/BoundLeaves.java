package io.github.claimsdsl.boot;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

import io.github.claimsdsl.boot.YamlLeaves.Leaf;

/**
 * Every value of the bound properties, to find out whether one of the configuration is
 * missing.
 */
final class BoundLeaves {

	private static final Set<String> BLANK = Set.of("description", "errordescription", "namespace", "scopes", "clients",
			"apiclients", "defaultfor", "ownedclaims", "granttypes", "requestparameters", "policies", "claims",
			"attributes");

	private final Map<List<String>, Object> values = new HashMap<>();

	/** The names of entries, as they are written. */
	private final Set<List<String>> names = new HashSet<>();

	BoundLeaves(ClaimsDslProperties properties) {
		read(List.of("claimsdsl"), properties);
	}

	private void read(List<String> path, @Nullable Object value) {
		if (value instanceof Record bound) {
			Arrays.stream(bound.getClass().getRecordComponents())
				.forEach((component) -> read(append(path, component.getName().toLowerCase(java.util.Locale.ROOT)),
						read(component, bound)));
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((name, entry) -> {
				this.names.add(append(path, String.valueOf(name)));
				read(append(path, YamlLeaves.uniform(String.valueOf(name))), entry);
			});
		}
		else if (value != null) {
			this.values.put(path, value);
		}
	}

	private static @Nullable Object read(RecordComponent component, Record bound) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(bound);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> append(List<String> path, String name) {
		List<String> longer = new ArrayList<>(path);
		longer.add(name);
		return longer;
	}

	/**
	 * Returns whether a value that is written is the one that is bound.
	 */
	boolean hold(Leaf leaf, String resolved) {
		List<String> path = leaf.path();
		String last = path.get(path.size() - 1);
		if (resolved.isBlank()) {
			return BLANK.contains(last);
		}
		Object bound = this.values.get(path);
		if (isClaim(path) || (bound == null && isEntryOfClaims(path))) {
			if (!this.names.contains(claimName(leaf))) {
				return false;
			}
			bound = (path.size() == 5) ? this.values.get(append(path, "value")) : bound;
		}
		if (bound == null && path.size() > 2) {
			return isElement(path, last, resolved);
		}
		return (bound instanceof List<?> list)
				? list.equals(Arrays.stream(resolved.split(",")).map(String::strip).toList()) : isSame(bound, resolved);
	}

	private static boolean isEntryOfClaims(List<String> path) {
		return path.size() == 5 && path.get(3).equals("claims") && path.get(1).equals("policies");
	}

	private static boolean isClaim(List<String> path) {
		return path.size() == 6 && path.get(3).equals("claims") && path.get(1).equals("policies");
	}

	private static List<String> claimName(Leaf leaf) {
		List<String> name = new ArrayList<>(leaf.path().subList(0, 4));
		name.add(leaf.names().get(4));
		return name;
	}

	private boolean isElement(List<String> path, String index, String value) {
		return index.matches("\\d{1,6}") && this.values.get(path.subList(0, path.size() - 1)) instanceof List<?> list
				&& list.size() > Integer.parseInt(index) && list.get(Integer.parseInt(index)).equals(value);
	}

	private static boolean isSame(@Nullable Object bound, String value) {
		if (bound instanceof Enum<?>) {
			return YamlLeaves.uniform(bound.toString()).equals(YamlLeaves.uniform(value))
					|| YamlLeaves.uniform(((Enum<?>) bound).name()).equals(YamlLeaves.uniform(value));
		}
		if (bound instanceof DataSize size) {
			return size.equals(DataSize.parse(value));
		}
		return (bound instanceof Boolean) ? bound.toString().equalsIgnoreCase(value)
				: String.valueOf(bound).equals(value);
	}

}
