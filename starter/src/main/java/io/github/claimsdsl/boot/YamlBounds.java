package io.github.claimsdsl.boot;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Limits the YAML that a running server reads. Spring Boot sets no limits, because it
 * reads only trusted files, and only at start-up.
 */
final class YamlBounds {

	private static final int MOST_DOCUMENTS = 50;

	private static final int DEEPEST = 50;

	private final Deque<YamlNode> open = new ArrayDeque<>();

	private final Map<String, YamlNode> anchors = new HashMap<>();

	private final YamlNode all = new YamlNode("", false);

	private int documents;

	private YamlBounds() {
	}

	/**
	 * Checks a text.
	 * @param yaml the text
	 * @throws IllegalArgumentException if it is too large or nested too deeply. Each
	 * alias counts as much as the value that it stands for
	 */
	static void check(String yaml) {
		YamlBounds bounds = new YamlBounds();
		new Yaml().parse(new StringReader(yaml)).forEach(bounds::check);
	}

	private void check(Event event) {
		if (event instanceof DocumentStartEvent && ++this.documents > MOST_DOCUMENTS) {
			throw new IllegalArgumentException("it has more than " + MOST_DOCUMENTS + " documents");
		}
		if (event instanceof CollectionStartEvent start) {
			this.open.push(new YamlNode(anchor(start), start instanceof MappingStartEvent));
			if (this.open.size() > DEEPEST) {
				throw new IllegalArgumentException("it is nested more than " + DEEPEST + " levels deep");
			}
		}
		else if (event instanceof CollectionEndEvent) {
			add(this.open.pop());
		}
		else if (event instanceof ScalarEvent scalar) {
			add(YamlNode.scalar(anchor(scalar), scalar.getValue()));
		}
		else if (event instanceof AliasEvent alias) {
			add(anchored(alias.getAnchor()));
		}
	}

	private static String anchor(NodeEvent event) {
		return Objects.requireNonNullElse(event.getAnchor(), "");
	}

	private YamlNode anchored(String anchor) {
		if (this.open.stream().anyMatch((node) -> node.anchor().equals(anchor))) {
			throw new IllegalArgumentException("the alias '" + anchor + "' holds itself");
		}
		return this.anchors.getOrDefault(anchor, this.all);
	}

	private void add(YamlNode node) {
		this.anchors.put(node.anchor(), node);
		Objects.requireNonNullElse(this.open.peek(), this.all).add(node);
	}

}
