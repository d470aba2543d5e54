package io.github.claimsdsl.demo.user;

import org.springframework.stereotype.Service;
import org.springframework.util.StringUtils;

/**
 * Finds the display name of a user. The demo has no directory of names, so it is the
 * username with a capital letter.
 */
@Service
public final class DisplayNames {

	/**
	 * Returns the display name of a user.
	 * @param user the user
	 * @return the display name
	 */
	public String of(AppUser user) {
		return StringUtils.capitalize(user.username());
	}

}
