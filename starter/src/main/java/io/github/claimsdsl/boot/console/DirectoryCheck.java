package io.github.claimsdsl.boot.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.spring.ConsoleDirectory;
import io.github.claimsdsl.spring.user.BeanNames;

/**
 * Finds the directory of the application, and checks that it is the only one.
 */
final class DirectoryCheck {

	private DirectoryCheck() {
	}

	/**
	 * Returns the only directory or the primary one, or {@code null} if there is none.
	 * @throws ClaimPolicyException if there are several and none is primary
	 */
	static @Nullable ConsoleDirectory find(ConfigurableListableBeanFactory beanFactory) {
		BeanNames beans = new BeanNames(beanFactory);
		List<String> names = beans.of(ConsoleDirectory.class);
		String name = beans.single(names);
		if (name == null && !names.isEmpty()) {
			throw new ClaimPolicyException(
					List.of(new Issue("several-directories", Origin.of("beans '" + String.join("', '", names) + "'"),
							"there are " + names.size() + " ConsoleDirectory beans, but the console asks only one",
							"Keep one, or mark one as @Primary.", null)));
		}
		return (name != null) ? beanFactory.getBean(name, ConsoleDirectory.class) : null;
	}

}
