package io.github.claimsdsl.expression;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells which names look like secrets, so that secrets do not get into tokens by mistake.
 * The same rule applies to properties, record components, map keys, attributes and
 * request parameters. The spelling of a name does not matter: {@code apiKey},
 * {@code api_key}, {@code API-Key} and {@code apiKey2} are treated alike. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class SecretNames {

	private static final Set<String> WORDS = Set.of("password", "passwd", "pwd", "passphrase", "passcode", "secret",
			"credential", "pin", "ssn", "otp", "totp", "cvv", "cvc", "jwt", "salt", "mnemonic");

	private static final List<String> PARTS = List.of("password", "passwd", "passphrase", "passcode", "secret",
			"credential", "privatekey", "apikey", "accesskey", "signingkey", "encryptionkey", "masterkey", "sshkey",
			"hmackey", "aeskey", "sessionkey", "sharedkey", "symmetrickey", "cryptokey", "authkey", "socialsecurity",
			"cardnumber", "recoverycode", "backupcode", "securityanswer");

	private static final List<String> ENDINGS = List.of("token", "tokens", "assertion");

	/**
	 * The words that describe the form of a secret, such as {@code hash}. They are
	 * ignored at the end of a name.
	 */
	private static final Set<String> FORMS = Set.of("value", "hash", "hashed", "digest", "encrypted", "raw", "text",
			"string", "plain", "base", "b", "hex", "sha", "json", "v");

	/** The words that contain the name of a secret, but have nothing to do with one. */
	private static final Set<String> INNOCENT = Set.of("secretary", "secretaries", "secretariat", "discard",
			"discarded", "passwordless");

	private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

	private static final Pattern WORD_STARTS = Pattern
		.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})(?!\\p{Lu}s(?!\\p{Ll}))");

	private static final int MOST_KNOWN = 1_000;

	private static final int LONGEST_KNOWN = 64;

	/** The rule without allowed names. */
	public static final SecretNames DEFAULT = new SecretNames(Set.of());

	private final Set<String> allowed;

	private final Map<String, Boolean> known = new ConcurrentHashMap<>();

	private SecretNames(Set<String> allowed) {
		this.allowed = Set.copyOf(allowed);
	}

	/**
	 * Returns the rule with allowed names.
	 * @param names the names that look like secrets but are none, spelled exactly as in
	 * the property, key or parameter
	 * @return the rule in which only these names are allowed
	 */
	public static SecretNames allowing(Set<String> names) {
		return names.isEmpty() ? DEFAULT : new SecretNames(names);
	}

	/**
	 * Tells whether a name looks like a secret.
	 * @param name the name of a property, record component, map key, attribute or
	 * parameter
	 * @return {@code true} if it looks like a secret and is not allowed
	 */
	public boolean isSecret(String name) {
		Boolean known = this.known.get(name);
		return (known != null) ? known : learn(name);
	}

	private boolean learn(String name) {
		boolean secret = !this.allowed.contains(name) && looksSecret(name);
		if (name.length() <= LONGEST_KNOWN) {
			if (this.known.size() >= MOST_KNOWN) {
				this.known.clear();
			}
			this.known.put(name, secret);
		}
		return secret;
	}

	private static boolean looksSecret(String name) {
		String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
		List<String> parts = Arrays.stream(SEPARATORS.split(plain)).filter((part) -> !part.isEmpty()).toList();
		List<String> words = parts.stream().flatMap(WORD_STARTS::splitAsStream).map(SecretNames::word).toList();
		String joined = String.join("", words);
		return isWord(joined) || words.stream().anyMatch(SecretNames::isWord)
				|| parts.stream().map(SecretNames::word).anyMatch(SecretNames::isWord) || holdsPart(words)
				|| endsAsSecret(words);
	}

	private static boolean isWord(String word) {
		return WORDS.contains(word) || (word.endsWith("s") && WORDS.contains(word.substring(0, word.length() - 1)));
	}

	/**
	 * Tells whether the name contains a part that names a secret. Words that have nothing
	 * to do with a secret are skipped.
	 */
	private static boolean holdsPart(List<String> words) {
		String joined = words.stream()
			.map((word) -> INNOCENT.contains(word) ? " " : word)
			.collect(Collectors.joining());
		return PARTS.stream().anyMatch(joined::contains);
	}

	private static boolean endsAsSecret(List<String> words) {
		int end = words.size();
		while (end > 0 && FORMS.contains(words.get(end - 1))) {
			end--;
		}
		String named = String.join("", words.subList(0, end));
		return ENDINGS.stream().anyMatch(named::endsWith);
	}

	/** Returns a word in lower case, without the number at its end. */
	private static String word(String text) {
		int end = text.length();
		while (end > 0 && Character.getType(text.codePointBefore(end)) >= Character.DECIMAL_DIGIT_NUMBER
				&& Character.getType(text.codePointBefore(end)) <= Character.OTHER_NUMBER) {
			end -= Character.charCount(text.codePointBefore(end));
		}
		return Texts.lower(text.substring(0, end));
	}

}
