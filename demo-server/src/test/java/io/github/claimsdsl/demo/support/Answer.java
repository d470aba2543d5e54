package io.github.claimsdsl.demo.support;

import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * What the server answered.
 *
 * @param response the response
 */
public record Answer(HttpResponse<String> response) {

	public int status() {
		return this.response.statusCode();
	}

	public String body() {
		return this.response.body();
	}

	public String header(String name) {
		return this.response.headers().firstValue(name).orElse("");
	}

	public URI location() {
		return this.response.uri().resolve(header("Location"));
	}

	public Map<String, Object> json() {
		try {
			return JSONObjectUtils.parse(body());
		}
		catch (ParseException ex) {
			throw new AssertionError(status() + " is no JSON object: " + body(), ex);
		}
	}

	public String string(String member) {
		Object value = json().get(member);
		if (!(value instanceof String text)) {
			throw new AssertionError("No " + member + " in " + status() + " " + body());
		}
		return text;
	}

	public String error() {
		return string("error");
	}

	public SignedJWT jwt(String member) {
		try {
			return SignedJWT.parse(string(member));
		}
		catch (ParseException ex) {
			throw new AssertionError(ex);
		}
	}

	public JWTClaimsSet claims(String member) {
		try {
			return jwt(member).getJWTClaimsSet();
		}
		catch (ParseException ex) {
			throw new AssertionError(ex);
		}
	}

	/** The value of a hidden field of the page. */
	public String field(String name) {
		Matcher matcher = Pattern.compile("<input[^>]*name=\"" + name + "\"[^>]*value=\"([^\"]*)\"").matcher(body());
		if (!matcher.find()) {
			throw new AssertionError("No field " + name + " in " + body());
		}
		return matcher.group(1);
	}

}
