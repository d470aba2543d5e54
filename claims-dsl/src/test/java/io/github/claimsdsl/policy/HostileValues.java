package io.github.claimsdsl.policy;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Date;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values that have no end, or whose methods fail.
 */
final class HostileValues {

	private HostileValues() {
	}

	static final class Hostile {

		@Override
		public String toString() {
			throw new IllegalStateException("secret");
		}

	}

	static final class Endless extends AbstractCollection<String> {

		@Override
		public Iterator<String> iterator() {
			return Stream.generate(() -> "a").iterator();
		}

		@Override
		public int size() {
			return Integer.MAX_VALUE;
		}

	}

	static final class HostileCollection extends AbstractCollection<String> {

		@Override
		public Iterator<String> iterator() {
			throw new IllegalStateException("secret");
		}

		@Override
		public int size() {
			return -1;
		}

	}

	static final class HostileMap extends AbstractMap<String, String> {

		@Override
		public Set<Entry<String, String>> entrySet() {
			throw new IllegalStateException("secret");
		}

	}

	static final class HostileDate extends Date {

		@Override
		public long getTime() {
			throw new IllegalStateException("secret");
		}

	}

}
