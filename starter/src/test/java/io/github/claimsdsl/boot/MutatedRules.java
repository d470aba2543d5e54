package io.github.claimsdsl.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Rules that annotations state in every way: on classes, superclasses, interfaces and
 * methods, and through annotations of annotations.
 */
final class MutatedRules {

	private MutatedRules() {
	}

	interface Contract {

		String rule();

	}

	abstract static class Base implements Contract {

		@Override
		public String rule() {
			return "yes";
		}

	}

	static class Plain extends Base {

	}

	@ClaimRule(audience = "any", grantType = "password")
	static class Strict extends Base {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", when = "client.id != 'app'")
	@Retention(RetentionPolicy.RUNTIME)
	@Target({ ElementType.TYPE, ElementType.METHOD })
	@interface NotForApp {

	}

	@NotForApp
	@Retention(RetentionPolicy.RUNTIME)
	@interface ByMeta {

	}

	@ByMeta
	static class Meta extends Base {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@NotForApp
	@ClaimRule(audience = "any", issuance = Issuance.REFRESH)
	static class LooserDirect extends Base {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", grantType = { "password", "client_credentials" })
	static class LooserSubclass extends Strict {

	}

	static class OfSuperclass extends Strict {

		@Override
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", client = "other")
	interface StrictInterface {

	}

	@ClaimRule(audience = "any")
	static class LooserInterface extends Base implements StrictInterface {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class StrictMethod extends Base {

		@Override
		@Claim("rule")
		@ClaimRule(client = "other")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class LooserOverride extends StrictMethod {

		@Override
		@Claim("rule")
		@ClaimRule(client = { "other", "app" })
		public String rule() {
			return "yes";
		}

	}

	static class SilentOverride extends LooserOverride {

		@Override
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class MetaMethod extends Base {

		@Override
		@Claim("rule")
		@NotForApp
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	interface Annotated {

		@Claim("rule")
		@ClaimRule(grantType = "password")
		String rule();

	}

	static class OfInterface extends Base implements Annotated {

		@Override
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", subject = Subject.USER)
	interface AnnotatedDefault extends Contract {

		@Override
		@Claim("rule")
		default String rule() {
			return "yes";
		}

	}

	static class OfDefault implements AnnotatedDefault {

	}

	interface Generic<T> {

		@Claim("rule")
		T rule();

	}

	@ClaimRule(audience = "any", grantType = "client_credentials")
	static class OfGeneric extends Base implements Generic<String> {

	}

	@ClaimRule(audience = "any")
	abstract static class AnnotatedBase extends Base {

		@Override
		@Claim("rule")
		@ClaimRule(client = "other")
		public abstract String rule();

	}

	static class OfAbstract extends AnnotatedBase {

		@Override
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", when = "client.id == 'app'")
	static class Conditional extends Base {

		@Override
		@Claim(value = "rule", when = "client.id == 'app'")
		public String rule() {
			return "yes";
		}

	}

	@ClaimRule(tokenType = TokenType.ID_TOKEN)
	static class Initial extends Base {

		@Override
		@Claim("rule")
		@ClaimRule(issuance = Issuance.INITIAL)
		public String rule() {
			return "yes";
		}

	}

	static class NoPolicy extends Base {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

}
