package io.github.claimsdsl.docs.migration;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;

@ClaimRule(audience = "any", tokenType = { TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN }, subject = Subject.USER)
class WeekdayRule {

	@Deny(error = "access_denied", description = "This app is only available during the week.")
	boolean weekend(Client client, Instant now) {
		DayOfWeek day = now.atZone(ZoneOffset.UTC).getDayOfWeek();
		return "My SPA".equals(client.name()) && (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY);
	}

}
