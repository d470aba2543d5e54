package io.github.claimsdsl.boot.console;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.util.JSONArrayUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The matrix page of a running server, and the file that is downloaded from it.
 */
class MatrixServerTests {

	private static final String API = "https://api.example.com";

	private static ConsoleServer server;

	@Configuration(proxyBeanMethods = false)
	static class BootDefaults {

	}

	@BeforeAll
	static void start() {
		String policies = "claims-dsl.policies.";
		server = ConsoleServer.start(BootDefaults.class, "management.endpoints.web.exposure.include", "claims",
				"claims-dsl.audiences.api.id", API, "claims-dsl.audiences.api.clients", "app",
				policies + "api.audience", API, policies + "api.grant-type", "authorization_code,client_credentials",
				policies + "api.claims[a <b>#%'\"]", "'x'", policies + "api.claims[https://example.com/x]", "'x'",
				policies + "api.deny.no-one.when", "client.id == 'none'", policies + "trial.audience", API,
				policies + "trial.mode", "report", policies + "trial.claims.trial", "'x'");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static Visitor admin() {
		return server.visitor().signIn("alice", "wonderland");
	}

	private static List<String> all(String pattern, String text) {
		return Pattern.compile(pattern).matcher(text).results().map((match) -> match.group(1)).toList();
	}

	private static String picture(String page) {
		Matcher picture = Pattern.compile("<div class=\"picture\".*?</table>", Pattern.DOTALL).matcher(page);
		assertThat(picture.find()).isTrue();
		return picture.group();
	}

	@Test
	void matrixWhenShownThenHasTheRowsOfTheEndpoint() throws Exception {
		Visitor admin = admin();
		String page = admin.open("/claims-dsl/matrix").body();
		List<Object> rows = JSONArrayUtils.parse(admin.ask("/actuator/claims/matrix").body());
		assertThat(all("(<tr role=\"row\">)", page)).hasSameSizeAs(rows);
		assertThat(all("<th role=\"rowheader\" scope=\"row\">([^<]*)<", page)).map(HtmlUtils::htmlUnescape)
			.containsExactlyElementsOf(rows.stream().map((row) -> ((Map<?, ?>) row).get("claim").toString()).toList());
		assertThat(page).contains(">6 claims, 1 denial<", ">" + rows.size() + " rows.<").doesNotContain("<b>#");
	}

	@Test
	void endpointWhenARuleReadsTheUserThenItsRowSaysSo() throws Exception {
		List<Object> rows = JSONArrayUtils.parse(admin().ask("/actuator/claims/matrix").body());
		assertThat(rows).extracting((row) -> ((Map<?, ?>) row).get("rules") + " " + ((Map<?, ?>) row).get("needsUser"))
			.contains("[every.whose] true", "[every.hostile] false", "[every.skipped] true");
	}

	@Test
	void markWhenFollowedThenItsRuleIsOnThePage() {
		Visitor admin = admin();
		String picture = picture(admin.open("/claims-dsl/matrix").body());
		List<String> links = all("href=\"\\./policies#([^\"]*)\"", picture);
		assertThat(links).hasSizeGreaterThan(8)
			.doesNotContain("")
			.allMatch((link) -> link.matches("[A-Za-z0-9_.*+~-]+"));
		assertThat(all(" id=\"([^\"]*)\"", admin.open("/claims-dsl/policies").body())).doesNotHaveDuplicates()
			.containsAll(links);
		assertThat(picture).contains(
				"aria-label=\"https://example.com/x in the access token for https://api.example.com, by authorization_code and client_credentials\"",
				"aria-label=\"trial in the access token for https://api.example.com, by any grant, report only\"",
				" can refuse the access token for https://api.example.com, by authorization_code and client_credentials\"");
	}

	@Test
	void matrixWhenFilteredThenPictureAndTableAreNarrowed() {
		Visitor admin = admin();
		String page = admin.open("/claims-dsl/matrix?audience=https://api.example.com&grant-type=client_credentials")
			.body();
		assertThat(page).contains("value=\"client_credentials\" selected=\"\"",
				"./matrix.svg?audience=https%3A%2F%2Fapi.example.com&amp;grant-type=client_credentials");
		assertThat(all("<th scope=\"col\"><bdi>([^<]*)<", picture(page))).hasSize(2);
		assertThat(all("data-label=\"Grant type\"><span[^>]*>([^<]*)<", page)).contains("any", "client_credentials")
			.doesNotContain("authorization_code");
		assertThat(admin.open("/claims-dsl/matrix?token-type=%3Cscript%3E").body())
			.contains("0 of 6 claims, 0 of 1 denial")
			.doesNotContain("<script>", "class=\"picture\"");
	}

	@Test
	void fileWhenAskedForThenIsSavedByThoseWithTheAuthorityOnly() {
		HttpResponse<String> file = admin().open("/claims-dsl/matrix.svg?search=trial");
		assertThat(file.statusCode()).isEqualTo(200);
		assertThat(file.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"matrix.svg\"");
		assertThat(file.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
		assertThat(file.body()).startsWith("<svg xmlns=").contains("report only").doesNotContain("client_credentials");
		assertThat(server.visitor().ask("/claims-dsl/matrix.svg").statusCode()).isEqualTo(403);
		assertThat(server.visitor().signIn("carol", "chess").open("/claims-dsl/matrix.svg").statusCode())
			.isEqualTo(403);
	}

}
