package io.github.claimsdsl.docs.cookbook.businesshours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;

import io.github.claimsdsl.Subject;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;

@ClaimRule(audience = "any", subject = Subject.USER)
class WeekendDenial {

	private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

	@Deny(error = "access_denied", description = "You can sign in from Monday to Friday.")
	boolean weekend(Instant now) {
		DayOfWeek day = now.atZone(OSLO).getDayOfWeek();
		return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
	}

}
