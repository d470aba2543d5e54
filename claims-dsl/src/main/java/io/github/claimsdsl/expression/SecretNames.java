package io.github.claimsdsl.expression;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Tells which names look like those of secrets: one rule for properties, record
 * components, map keys, attributes and request parameters. How a name is written does not
 * matter: {@code apiKey}, {@code api_key}, {@code API-Key} and {@code apiKey2} are alike.
 * Immutable and thread-safe.
 */
public final class SecretNames {

	private static final Set<String> WORDS = Set.of("password", "passwords", "passwd", "pwd", "passphrase", "passcode",
			"secret", "secrets", "credential", "credentials", "pin", "ssn", "otp", "totp", "cvv", "cvc", "jwt", "salt",
			"mnemonic");

	private static final List<String> PARTS = List.of("password", "passwd", "passphrase", "passcode", "secret",
			"credential", "privatekey", "apikey", "accesskey", "signingkey", "encryptionkey", "masterkey", "sshkey",
			"socialsecurity", "cardnumber", "recoverycode", "backupcode", "securityanswer");

	private static final List<String> ENDINGS = List.of("token", "tokens", "assertion");

	private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

	private static final Pattern WORD_STARTS = Pattern
		.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

	private static final Pattern NUMBER = Pattern.compile("\\p{N}+$");

	private static final int MOST_KNOWN = 1_000;

	private static final int LONGEST_KNOWN = 64;

	/** The rule without exceptions. */
	public static final SecretNames DEFAULT = new SecretNames(Set.of());

	private final Set<String> allowed;

	private final Map<String, Boolean> known = new ConcurrentHashMap<>();

	private SecretNames(Set<String> allowed) {
		this.allowed = Set.copyOf(allowed);
	}

	/**
	 * Returns the rule with exceptions.
	 * @param names the names that are no secrets although they look like some, exactly as
	 * they are written where they are read
	 * @return the rule, in which these names and no others are exceptions
	 */
	public SecretNames allowing(Set<String> names) {
		return names.isEmpty() ? DEFAULT : new SecretNames(names);
	}

	/**
	 * Tells whether a name looks like that of a secret.
	 * @param name the name of a property, record component, map key, attribute or
	 * parameter
	 * @return whether it does, and is no exception
	 */
	public boolean isSecret(String name) {
		Boolean known = this.known.get(name);
		return (known != null) ? known : learn(name);
	}

	private boolean learn(String name) {
		boolean secret = !this.allowed.contains(name) && looksSecret(name);
		if (name.length() <= LONGEST_KNOWN && this.known.size() < MOST_KNOWN) {
			this.known.put(name, secret);
		}
		return secret;
	}

	private static boolean looksSecret(String name) {
		String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
		List<String> parts = Arrays.stream(SEPARATORS.split(plain)).filter((part) -> !part.isEmpty()).toList();
		List<String> words = parts.stream().flatMap(WORD_STARTS::splitAsStream).map(SecretNames::word).toList();
		String joined = String.join("", words);
		return WORDS.contains(joined) || words.stream().anyMatch(WORDS::contains)
				|| parts.stream().map(SecretNames::word).anyMatch(WORDS::contains)
				|| PARTS.stream().anyMatch(joined::contains) || ENDINGS.stream().anyMatch(joined::endsWith);
	}

	private static String word(String text) {
		return NUMBER.matcher(text.toLowerCase(Locale.ROOT)).replaceFirst("");
	}

}
