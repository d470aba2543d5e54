package io.github.claimsdsl.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws {@code docs/scaling.svg} from the medians of {@link ScaleBenchmark} in
 * {@code target/benchmarks.md}.
 */
public final class ScalingCurve {

	private static final Pattern ROW = Pattern
		.compile("\\| ScaleBenchmark\\.tenOf \\| policies=(\\d+) \\| 1 \\| [\\d.]+ \\| [\\d.]+ \\| ([\\d.]+) \\|.*");

	private static final int WIDTH = 640;

	private static final int HEIGHT = 320;

	private static final int MARGIN = 50;

	private ScalingCurve() {
	}

	/**
	 * Reads the rows and writes the picture.
	 * @param arguments the two files
	 * @throws IOException if that fails
	 */
	public static void main(String[] arguments) throws IOException {
		Map<Integer, Double> times = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of(arguments[0]))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				times.put(Integer.valueOf(row.group(1)), Double.valueOf(row.group(2)));
			}
		}
		Files.writeString(Path.of(arguments[1]), draw(times));
	}

	private static String draw(Map<Integer, Double> times) {
		double top = Math.ceil(times.values().stream().mapToDouble(Double::doubleValue).max().orElse(1) * 1.5);
		StringBuilder points = new StringBuilder();
		StringBuilder marks = new StringBuilder();
		times.forEach((policies, time) -> {
			double x = MARGIN + (Math.log10(policies) - 1) / 4 * (WIDTH - 2 * MARGIN);
			double y = HEIGHT - MARGIN - time / top * (HEIGHT - 2 * MARGIN);
			points.append(text("%.1f,%.1f ", x, y));
			marks.append(text("  <circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#1f5fa8\"/>%n", x, y))
				.append(text("  <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.2f µs</text>%n", x, y - 10, time))
				.append(text("  <text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n", x,
						HEIGHT - MARGIN + 20, policies));
		});
		return text("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
				+ " font-size=\"13\">%n  <title>Median time of a decision of ten rules, by number of policies</title>%n"
				+ "  <rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n", WIDTH, HEIGHT)
				+ text("  <path d=\"M %d %d V %d H %d\" fill=\"none\" stroke=\"black\"/>%n", MARGIN, MARGIN,
						HEIGHT - MARGIN, WIDTH - MARGIN / 2)
				+ text("  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\">policies</text>%n", WIDTH / 2, HEIGHT - 8)
				+ text("  <text x=\"%d\" y=\"%d\">%.0f µs</text>%n", 8, MARGIN + 5, top)
				+ text("  <polyline points=\"%s\" fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"2\"/>%n",
						points.toString().strip())
				+ marks + "</svg>\n";
	}

	private static String text(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
