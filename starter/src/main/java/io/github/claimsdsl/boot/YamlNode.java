package io.github.claimsdsl.boot;

import org.jspecify.annotations.Nullable;

/**
 * Counts the values and characters of a YAML node once it is flattened to properties.
 */
final class YamlNode {

	private static final int MOST_VALUES = 3_000;

	private static final int LONGEST_NAME = 1_000;

	private static final int MOST_TEXT = 400_000;

	private final String anchor;

	private final boolean named;

	private @Nullable YamlNode name;

	private long values;

	private long text;

	/** The length of the longest name of a property below it. */
	private long longest;

	/**
	 * Creates an empty node.
	 * @param anchor the anchor, or an empty text if there is none
	 * @param named whether the node is a map
	 */
	YamlNode(String anchor, boolean named) {
		this.anchor = anchor;
		this.named = named;
	}

	static YamlNode scalar(String anchor, String text) {
		YamlNode node = new YamlNode(anchor, false);
		node.text = text.length();
		return node;
	}

	String anchor() {
		return this.anchor;
	}

	/**
	 * Adds an element of a list. For a map, adds the name and the value of each entry in
	 * turn.
	 */
	void add(YamlNode node) {
		if (this.named && this.name == null) {
			this.name = node;
			return;
		}
		long length = (this.name != null) ? this.name.text : 0;
		this.name = null;
		this.values += Math.max(node.values, 1);
		this.text += length + node.text;
		this.longest = Math.max(this.longest, length + node.longest);
		check();
	}

	private void check() {
		if (this.values > MOST_VALUES) {
			throw new IllegalArgumentException("it has more than " + MOST_VALUES + " values");
		}
		if (this.longest > LONGEST_NAME) {
			throw new IllegalArgumentException("a name has more than " + LONGEST_NAME + " characters");
		}
		if (this.text > MOST_TEXT) {
			throw new IllegalArgumentException("it has more than " + MOST_TEXT + " characters, with its aliases");
		}
	}

}
