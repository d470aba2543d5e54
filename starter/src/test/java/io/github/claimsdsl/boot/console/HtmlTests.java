package io.github.claimsdsl.boot.console;

import org.junit.jupiter.api.Test;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.element;
import static io.github.claimsdsl.boot.console.Html.flag;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts and attributes are escaped always.
 */
class HtmlTests {

	@Test
	void textWhenItLooksLikeMarkupThenIsEscaped() {
		assertThat(element("p", "<b> & \"x\" 'y'")).hasToString("<p>&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;</p>");
	}

	@Test
	void attributeWhenItHasQuotesThenIsEscaped() {
		assertThat(element("input", attribute("value", "\" onfocus='x'>"), flag("checked", true), flag("no", false)))
			.hasToString("<input value=\"&quot; onfocus=&#39;x&#39;&gt;\" checked=\"\">");
	}

	@Test
	void textWhenItHasControlCharactersThenTheyAreReplaced() {
		assertThat(element("p", "a\0b\u001bc\u007f\n\t")).hasToString("<p>a\ufffdb\ufffdc\ufffd\n\t</p>");
	}

	@Test
	void textareaWhenItStartsWithALineEndThenKeepsIt() {
		assertThat(element("textarea", "\n</textarea>")).hasToString("<textarea>\n\n&lt;/textarea&gt;</textarea>");
	}

}
