package io.github.claimsdsl.demo.request;

import java.util.Set;
import java.util.function.Predicate;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import io.github.claimsdsl.demo.error.Endpoints;
import io.github.claimsdsl.demo.error.OAuthErrorResponse;

/**
 * Configures the firewall, which rejects control characters, and the answers to requests
 * that the firewall or Tomcat rejects.
 */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

	private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

	@Bean
	HttpFirewall httpFirewall(@Value("${claims-dsl.console.path}") String console) {
		return new SeveralLinesFirewall(firewall(RequestConfiguration::isParameterValue),
				firewall(RequestConfiguration::isSeveralLines), console);
	}

	private static StrictHttpFirewall firewall(Predicate<String> parameterValues) {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderNames(RequestConfiguration::isText);
		firewall.setAllowedHeaderValues(RequestConfiguration::isHeaderValue);
		firewall.setAllowedParameterNames(RequestConfiguration::isText);
		firewall.setAllowedParameterValues(parameterValues);
		return firewall;
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler() {
		return (request, response, rejection) -> {
			HttpStatus status = METHODS.contains(request.getMethod()) ? HttpStatus.BAD_REQUEST
					: HttpStatus.METHOD_NOT_ALLOWED;
			if (Endpoints.isJson(request.getServletPath().replaceFirst("[;%].*", ""))) {
				response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
				OAuthErrorResponse.write(response, status, OAuth2ErrorCodes.INVALID_REQUEST, status.getReasonPhrase());
			}
			else {
				response.sendError(status.value());
			}
		};
	}

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> containerErrors() {
		return (factory) -> factory
			.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new ContainerErrorValve()));
	}

	/**
	 * Returns whether a text has no control or undefined characters. It gives the same
	 * result as the firewall's own pattern, but is faster for plain ASCII.
	 */
	static boolean isText(String value) {
		return isPrintableAscii(value)
				|| value.codePoints().allMatch((point) -> Character.isDefined(point) && !Character.isISOControl(point));
	}

	static boolean isHeaderValue(String value) {
		return isText(value) || isText(value.replace('\t', ' '));
	}

	private static boolean isParameterValue(String value) {
		return isPrintableAscii(value) || value.chars().noneMatch(Character::isISOControl);
	}

	private static boolean isSeveralLines(String value) {
		return isParameterValue(value.replaceAll("[\r\n\t]", " "));
	}

	private static boolean isPrintableAscii(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
				return false;
			}
		}
		return true;
	}

}
