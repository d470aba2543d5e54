package io.github.claimsdsl.boot.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import io.github.claimsdsl.spring.issuer.Issuers;

/**
 * Tells the issuer of a preview whose request names none, if the server takes the issuer
 * from each request. It is the address of the server in the request to the endpoint. If
 * the endpoint has a port of its own, its address says nothing about the server's.
 *
 * @param issuers the declared issuers
 * @param server the settings of the server
 * @param environment tells the ports
 */
record RequestIssuer(Issuers issuers, ObjectProvider<AuthorizationServerSettings> server, Environment environment) {

	@Nullable String current() {
		AuthorizationServerSettings settings = this.server.getIfUnique();
		boolean needed = settings != null && this.issuers.areOfRequests(settings)
				&& ManagementPortType.get(this.environment) == ManagementPortType.SAME;
		return (needed && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? Issuers.of(attributes.getRequest()) : null;
	}

}
