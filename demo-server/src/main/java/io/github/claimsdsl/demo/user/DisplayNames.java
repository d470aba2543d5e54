package io.github.claimsdsl.demo.user;

import org.springframework.stereotype.Service;
import org.springframework.util.StringUtils;

/**
 * Knows what to call a user: the username with a capital letter, for want of a directory.
 */
@Service
public final class DisplayNames {

	/**
	 * Finds the name of a user.
	 * @param user the user
	 * @return the name
	 */
	public String of(AppUser user) {
		return StringUtils.capitalize(user.username());
	}

}
