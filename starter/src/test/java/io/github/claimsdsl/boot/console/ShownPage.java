package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A page as a parser sees it. Except for elements without an end, the pages are XML.
 *
 * @param document what was parsed
 */
record ShownPage(Document document) {

	static ShownPage of(String html) {
		String xml = html.replaceFirst("(?i)^<!DOCTYPE html>", "")
			.replaceAll("<(input|link|meta|img|br|wbr)((?:\\s[^<>]*)?)>", "<$1$2/>");
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			return new ShownPage(factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml.strip()))));
		}
		catch (IOException | ParserConfigurationException | SAXException ex) {
			throw new AssertionError("No page: " + html, ex);
		}
	}

	List<Element> all(String name) {
		return list(this.document.getElementsByTagName(name));
	}

	List<String> attributes(Element element) {
		return IntStream.range(0, element.getAttributes().getLength())
			.mapToObj((i) -> element.getAttributes().item(i).getNodeName())
			.toList();
	}

	String text() {
		return this.document.getDocumentElement().getTextContent();
	}

	/** The forms that are posted. */
	List<Element> forms() {
		return all("form").stream().filter((form) -> form.getAttribute("method").equals("post")).toList();
	}

	/** What a form would send as it is, one value for each name. */
	static Map<String, String> fields(Element form) {
		Map<String, String> fields = new LinkedHashMap<>();
		Stream.of("input", "textarea", "select")
			.flatMap((it) -> list(form.getElementsByTagName(it)).stream())
			.filter((field) -> !field.getAttribute("name").isEmpty())
			.forEach((field) -> fields.put(field.getAttribute("name"), value(field)));
		return fields;
	}

	private static String value(Element field) {
		return switch (field.getTagName()) {
			case "textarea" -> field.getTextContent();
			case "select" -> list(field.getElementsByTagName("option")).stream()
				.filter((option) -> option.hasAttribute("selected"))
				.map((option) -> option.getAttribute("value"))
				.findFirst()
				.orElse("");
			default -> field.getAttribute("value");
		};
	}

	private static List<Element> list(NodeList nodes) {
		return IntStream.range(0, nodes.getLength()).mapToObj((i) -> (Element) nodes.item(i)).toList();
	}

}
