package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Draws the matrix picture as an SVG file for a review. The file needs no other files.
 */
final class MatrixFile {

	private static final int MARGIN = 24;

	private static final int LABEL = 240;

	private static final int COLUMN = 184;

	private static final int LINE = 15;

	private static final int GAP = 10;

	/** The top of the column heads. */
	private static final int TOP = 124;

	private static final int HEAD = 48;

	private static final int BAND = 30;

	/** The width that the legend needs. */
	private static final int NARROWEST = 1080;

	private static final String STYLE = """

			text { font: 12px system-ui, sans-serif; fill: #1c1917 }
			.title { font-size: 20px; font-weight: 600 }
			.strong { font-weight: 600 }
			.muted { fill: #57534e }
			.note { font-size: 11px; fill: #57534e }
			.band { fill: #f5f5f4 }
			.denials { fill: #fef2f2 }
			.hairline { stroke: #e7e5e4 }
			.mark rect { fill: currentColor; fill-opacity: 0.08 }
			.needs-user rect, .conditional rect { fill-opacity: 0; stroke: currentColor; stroke-opacity: 0.4 }
			.conditional rect { stroke-dasharray: 3 2 }
			.mark path { fill: currentColor; stroke: currentColor; stroke-width: 2 }
			.mark .letters { font-size: 10px; font-weight: 700; text-anchor: middle; fill: #ffffff }
			.needs-user path, .conditional path { fill: #ffffff }
			.conditional path { stroke-dasharray: 3 2 }
			.needs-user .letters, .conditional .letters { fill: currentColor }
			.reported path { opacity: 0.6 }
			.access { color: #1d4ed8 }
			.id { color: #7e22ce }
			.userinfo { color: #0f766e }
			.introspection { color: #92400e }
			.refusal { color: #b91c1c }
			.plain { color: #57534e }
			""";

	private final MatrixPicture picture;

	private final List<@Nullable Html> drawn = new ArrayList<>();

	private int y = TOP;

	private MatrixFile(MatrixPicture picture) {
		this.picture = picture;
	}

	/**
	 * Draws a picture.
	 * @param picture the picture
	 * @param shown a sentence that says what the picture shows
	 */
	static String of(MatrixPicture picture, String shown) {
		return new MatrixFile(picture).draw(shown) + "\n";
	}

	private Html draw(String shown) {
		drawHeads();
		this.picture.groups().forEach(this::draw);
		int width = Math.max(right(), NARROWEST) + MARGIN;
		int height = this.y + MARGIN;
		return element("svg", attribute("xmlns", "http://www.w3.org/2000/svg"), attribute("width", width),
				attribute("height", height), attribute("viewBox", "0 0 " + width + " " + height),
				attribute("role", "img"), attribute("aria-labelledby", "title shown"),
				element("title", attribute("id", "title"), "Claim matrix"),
				element("desc", attribute("id", "shown"), SvgText.printable(shown)), element("style", STYLE),
				element("rect", attribute("width", width), attribute("height", height), attribute("fill", "#ffffff")),
				SvgText.at(MARGIN, 42, "title", "Claim matrix", LABEL),
				SvgText.at(MARGIN, 66, "muted", shown, width - 2 * MARGIN), legend(), this.drawn);
	}

	private static int left(int column) {
		return MARGIN + LABEL + column * COLUMN;
	}

	private int right() {
		return left(this.picture.columns().size());
	}

	private static List<Html> legend() {
		List<Html> entries = new ArrayList<>();
		int x = MARGIN;
		for (MatrixLegend entry : MatrixLegend.ENTRIES) {
			int width = SvgText.width(entry.meaning());
			entries.add(element("g", css("mark " + entry.style()), at(x, 84), entry.sign().shape(entry.letters()),
					SvgText.at(32, 16, null, entry.meaning(), width)));
			x += 48 + width;
		}
		return entries;
	}

	private void drawHeads() {
		int x = left(0);
		for (MatrixColumn column : this.picture.columns()) {
			int line = this.y + 18;
			for (String text : SvgText.lines(column.title(), COLUMN - GAP, 2)) {
				this.drawn.add(SvgText.at(x, line, "strong", text, COLUMN - GAP));
				line += LINE;
			}
			x += COLUMN;
		}
		this.y += HEAD;
	}

	private void draw(MatrixPicture.Group group) {
		int width = right() - MARGIN;
		this.drawn.add(element("rect", css(group.title().denials() ? "denials" : "band"), attribute("x", MARGIN),
				attribute("y", this.y), attribute("width", width), attribute("height", BAND)));
		this.drawn.add(SvgText.at(MARGIN + GAP, this.y + 19, "strong", group.title().toString(), width - 2 * GAP));
		this.y += BAND;
		group.rows().forEach(this::draw);
	}

	private void draw(MatrixPicture.Row row) {
		this.y += GAP;
		this.drawn.add(SvgText.at(MARGIN + GAP, this.y + 16, null, row.label(), LABEL - 2 * GAP));
		this.drawn.add(SvgText.at(MARGIN + GAP, this.y + 16 + LINE, "note", row.error(), LABEL - 2 * GAP));
		int height = 2 * LINE + GAP;
		int x = left(0);
		for (MatrixColumn column : this.picture.columns()) {
			height = Math.max(height, draw(row, column, x));
			x += COLUMN;
		}
		this.y += height;
		this.drawn.add(element("path", css("hairline"), attribute("d", "M" + MARGIN + " " + this.y + "H" + right())));
	}

	/** Draws the marks of a cell and returns their height. */
	private int draw(MatrixPicture.Row row, MatrixColumn column, int x) {
		int height = 0;
		for (MatrixMark mark : row.marks(column)) {
			int room = Math.max(mark.grants().size() + mark.notes().size(), 2) * LINE;
			this.drawn.add(element("g", css(mark.style()), at(x, this.y + height), box(room),
					title(mark.inWords(row.name(), column) + " (" + mark.rule().id() + ")"),
					mark.sign().shape(mark.letters()), lines(mark)));
			height += room + GAP;
		}
		return height;
	}

	private static Html title(String text) {
		return element("title", SvgText.printable(text));
	}

	private static Html box(int height) {
		return element("rect", attribute("x", -5), attribute("y", -4), attribute("width", COLUMN - GAP),
				attribute("height", height + 5), attribute("rx", 5));
	}

	private static List<@Nullable Html> lines(MatrixMark mark) {
		List<@Nullable Html> lines = new ArrayList<>();
		int count = mark.grants().size() + mark.notes().size();
		int first = (count == 1) ? 16 : 11;
		mark.grants().forEach((grant) -> lines.add(line(first + lines.size() * LINE, null, grant)));
		mark.notes().forEach((note) -> lines.add(line(first + lines.size() * LINE, "note", note)));
		return lines;
	}

	private static @Nullable Html line(int y, @Nullable String style, String text) {
		return SvgText.at(32, y, style, text, COLUMN - 32 - GAP);
	}

	private static Html.@Nullable Attribute at(int x, int y) {
		return attribute("transform", "translate(" + x + " " + y + ")");
	}

}
