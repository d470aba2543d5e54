package io.github.claimsdsl.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.preview.TokenPreview;
import io.github.claimsdsl.spring.token.DecisionListeners;
import io.github.claimsdsl.spring.token.TokenCustomizers;
import io.github.claimsdsl.spring.user.UserSources;

/**
 * Reads YAML as if it were part of the server's configuration, to show what it would
 * change. Each part under {@code claims-dsl} that the text declares, such as
 * {@code policies}, replaces the server's. Rules in Java stay. The running server does
 * not change. Thread-safe.
 */
public final class PolicyDrafts {

	/** The file name that the origins of a draft show. */
	private static final String NAME = "pasted.yml";

	private final ConfigurableEnvironment environment;

	private final PolicyBeans beans;

	private final UserSources users;

	private final TokenPreview preview;

	PolicyDrafts(ConfigurableEnvironment environment, PolicyBeans beans, UserSources users, TokenPreview preview) {
		this.environment = environment;
		this.beans = beans;
		this.users = users;
		this.preview = preview;
	}

	/**
	 * The policies of a draft, together with the parts of the server's configuration that
	 * the draft does not replace.
	 *
	 * @param policies the policies
	 * @param audiences the audiences
	 * @param preview the preview of tokens with these policies and audiences
	 * @param ignored the names of the parts that are ignored because a draft cannot
	 * replace them
	 */
	public record Draft(ClaimPolicySet policies, Audiences audiences, TokenPreview preview, Set<String> ignored) {
	}

	/**
	 * Reads a draft.
	 * @param yaml the text of the draft
	 * @return the draft
	 * @throws IllegalArgumentException if the text is not YAML, is too large, or declares
	 * nothing under {@code claims-dsl} that can be compared
	 * @throws io.github.claimsdsl.ClaimPolicyException if a server would not start with
	 * the draft
	 */
	public Draft read(String yaml) {
		try {
			return compile(yaml);
		}
		catch (StackOverflowError ex) {
			throw new IllegalArgumentException("it is nested too deeply", ex);
		}
	}

	private Draft compile(String yaml) {
		DraftEnvironment reader = new DraftEnvironment(this.environment);
		ConfigurableEnvironment draft = reader.of(documents(yaml));
		if (draft == null) {
			throw new IllegalArgumentException("it declares nothing under claims-dsl that can be compared");
		}
		DeclaredSettings settings = DeclaredSettings.read(draft);
		ClaimPolicySet policies = this.beans.compile(settings);
		DecisionListeners nobody = DecisionListeners.nobody();
		NamedParameters parameters = settings.parameters(policies);
		TokenCustomizers customizers = new TokenCustomizers(policies, settings.audienceTokens(), parameters, this.users,
				settings.sizeLimit(), nobody, nobody.refusals(settings.isEnforcing()));
		return new Draft(policies, settings.audiences(),
				this.preview.with(policies, settings.audienceTokens(), customizers), reader.ignored());
	}

	private static List<PropertySource<?>> documents(String yaml) {
		try {
			YamlBounds.check(yaml);
			return new YamlPropertySourceLoader().load(NAME, resource(yaml));
		}
		catch (YAMLException | IllegalStateException ex) {
			throw new IllegalArgumentException("it is not valid YAML: " + ex.getMessage(), ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Resource resource(String yaml) {
		return new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), NAME) {

			@Override
			public String getFilename() {
				return NAME;
			}

		};
	}

}
