package io.github.claimsdsl.servers;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Draws at random, the same from the same seed.
 */
class Draw {

	private final Random random;

	Draw(long seed) {
		// the first numbers of neighbouring small seeds are alike
		this.random = new Random(seed * 0x9E3779B97F4A7C15L);
	}

	/** One time in so many. */
	boolean once(int in) {
		return this.random.nextInt(in) == 0;
	}

	@SafeVarargs
	final <T> T one(T... values) {
		return values[this.random.nextInt(values.length)];
	}

	<T> T of(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	/** One value, or two. */
	<T> Set<T> few(List<T> values) {
		Set<T> few = new LinkedHashSet<>();
		few.add(of(values));
		few.add(of(values));
		return few;
	}

	<T> Set<T> half(Collection<T> values) {
		Set<T> half = new LinkedHashSet<>(values);
		half.removeIf((value) -> this.random.nextBoolean());
		return half;
	}

}
