package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A YAML file that could not be parsed. The parser knows neither the name of the file nor
 * all of its text, so the file is searched for where Spring Boot looks by default.
 *
 * @param name the name of the file
 * @param lines its lines, as far as they are known
 */
record YamlSource(String name, List<String> lines) {

	/** Where Spring Boot looks by default. */
	static final List<String> PLACES = List.of("file:./*.y*ml", "file:./config/*.y*ml", "file:./config/*/*.y*ml",
			"classpath*:*.y*ml", "classpath*:config/*.y*ml");

	private static final String UNKNOWN = "the YAML file";

	private static final Pattern TOP = Pattern.compile("[^\\s#].*");

	private static final Pattern OURS = Pattern.compile("(?i)[\"']?claims[-_]?dsl[\"'.:\\[\\s].*");

	/**
	 * Returns the file that a mark is in. If it is not found, the part that the mark
	 * holds is used, with empty lines in place of what is before it.
	 */
	static YamlSource of(Mark mark, List<String> places) {
		int[] points = mark.getBuffer();
		String part = new String(points, 0, points.length).replace("\0", "");
		int pointer = part.offsetByCodePoints(0, Math.min(mark.getPointer(), part.codePointCount(0, part.length())));
		for (String place : places) {
			for (Resource file : files(place)) {
				String text = text(file);
				int start = text.indexOf(part);
				if (start >= 0 && lines(text.substring(0, start + pointer)).size() - 1 == mark.getLine()) {
					return new YamlSource(String.valueOf(file.getFilename()), lines(text));
				}
			}
		}
		int missing = mark.getLine() - (lines(part.substring(0, pointer)).size() - 1);
		return new YamlSource(UNKNOWN, lines("\n".repeat(Math.max(missing, 0)) + part));
	}

	private static List<Resource> files(String place) {
		try {
			return Arrays.asList(new PathMatchingResourcePatternResolver().getResources(place));
		}
		catch (IOException ex) {
			return Collections.emptyList();
		}
	}

	private static String text(Resource file) {
		try {
			return file.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static List<String> lines(String text) {
		return Arrays.asList(text.split("\\R", -1));
	}

	/** Returns a line, or {@code null} if there is none at the index. */
	@Nullable String line(int index) {
		return (index >= 0 && index < this.lines.size()) ? this.lines.get(index) : null;
	}

	/** Returns whether a line belongs to {@code claims-dsl}. */
	boolean isOurs(int index) {
		for (int i = Math.min(index, this.lines.size() - 1); i >= 0; i--) {
			if (TOP.matcher(this.lines.get(i)).matches()) {
				return OURS.matcher(this.lines.get(i)).matches();
			}
		}
		return false;
	}

}
