package io.github.claimsdsl.boot;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;

/**
 * Refuses YAML whose aliases would grow without bounds when it is read: Spring Boot sets
 * no limit, since it reads trusted files only.
 */
final class YamlAliases {

	/** Each may multiply what the text holds. */
	private static final int MOST = 20;

	private final Deque<String> open = new ArrayDeque<>();

	private int count;

	private YamlAliases() {
	}

	/**
	 * Checks a text.
	 * @param yaml the text
	 * @throws IllegalArgumentException if it has many aliases, or one that holds itself
	 */
	static void check(String yaml) {
		YamlAliases aliases = new YamlAliases();
		new Yaml().parse(new StringReader(yaml)).forEach(aliases::check);
	}

	private void check(Event event) {
		if (event instanceof CollectionStartEvent start) {
			this.open.push(Objects.requireNonNullElse(start.getAnchor(), ""));
		}
		else if (event instanceof CollectionEndEvent) {
			this.open.pop();
		}
		else if (event instanceof AliasEvent alias) {
			this.count++;
			if (this.count > MOST) {
				throw new IllegalArgumentException("it has more than " + MOST + " aliases");
			}
			if (this.open.contains(alias.getAnchor())) {
				throw new IllegalArgumentException("the alias '" + alias.getAnchor() + "' holds itself");
			}
		}
	}

}
