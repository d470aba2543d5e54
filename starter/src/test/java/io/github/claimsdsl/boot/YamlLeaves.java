package io.github.claimsdsl.boot;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What a YAML file says, value by value, as it is written: read without the classes of
 * Spring Boot, which convert and merge.
 */
final class YamlLeaves {

	private static final Pattern ELEMENT = Pattern.compile("\\[([^\\]]*)\\]|[^.\\[]+");

	/**
	 * A value and where it is.
	 *
	 * @param path the names on the way to it, as they compare
	 * @param names the names on the way to it, as they are written
	 * @param value the value, as it is written
	 */
	record Leaf(List<String> path, List<String> names, String value) {

		static Leaf of(String key, String value) {
			List<String> path = new ArrayList<>();
			List<String> names = new ArrayList<>();
			Matcher matcher = ELEMENT.matcher(key);
			while (matcher.find()) {
				String name = (matcher.group(1) != null) ? matcher.group(1) : matcher.group();
				names.add(name);
				path.add(uniform(name));
			}
			return new Leaf(path, names, value);
		}

		/**
		 * The names as they compare, but those of entries of policies as they are
		 * written.
		 */
		List<String> exactPath() {
			List<String> exact = new ArrayList<>(this.path);
			boolean policy = this.path.size() > 2 && this.path.get(1).equals("policies");
			if (policy) {
				exact.set(2, this.names.get(2));
			}
			if (policy && this.path.size() > 4 && List.of("claims", "deny").contains(this.path.get(3))) {
				exact.set(4, this.names.get(4));
			}
			return exact;
		}

	}

	private final List<Leaf> leaves = new ArrayList<>();

	private YamlLeaves() {
	}

	/** Names compare without case, dashes, and what configuration keys do not keep. */
	static String uniform(String name) {
		return name.contains(":") || name.contains(".") ? name
				: name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

	/** The values of each document. */
	static List<List<Leaf>> of(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		return StreamSupport.stream(new Yaml(options).composeAll(new StringReader(text)).spliterator(), false)
			.map((node) -> {
				YamlLeaves leaves = new YamlLeaves();
				leaves.read((node instanceof MappingNode) ? "" : "document", node);
				return leaves.leaves;
			})
			.toList();
	}

	private void read(String key, Node node) {
		if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
			mapping.getValue().forEach((tuple) -> read(key(key, tuple), tuple.getValueNode()));
		}
		else if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
			for (int i = 0; i < sequence.getValue().size(); i++) {
				read(key + "[" + i + "]", sequence.getValue().get(i));
			}
		}
		else {
			String value = (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) ? scalar.getValue()
					: "";
			this.leaves.add(Leaf.of(key, value));
		}
	}

	private static String key(String parent, NodeTuple tuple) {
		String name = (tuple.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "?";
		boolean text = tuple.getKeyNode().getTag().equals(Tag.STR);
		if (name.startsWith("[") || !text) {
			return parent + (name.startsWith("[") ? name : "[" + name + "]");
		}
		return parent.isEmpty() ? name : parent + "." + name;
	}

}
