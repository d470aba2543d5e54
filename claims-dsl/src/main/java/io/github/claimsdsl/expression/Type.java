package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The type of a value in an expression. Immutable.
 *
 * @param kind the kind of value
 * @param nullable whether the value may be {@code null}
 * @param element the type of the elements of a collection or the values of a map,
 * otherwise {@code null}
 * @param bean the class of a {@link Kind#BEAN} or {@link Kind#ENUM}, or of a
 * {@link Kind#ANY} that is known not to be a claim, otherwise {@code null}
 * @since 0.1.0
 */
public record Type(Kind kind, boolean nullable, @Nullable Type element, @Nullable Class<?> bean) {

	/** Text: {@link String}. */
	public static final Type TEXT = new Type(Kind.TEXT, false, null, null);

	/** Boolean: {@link Boolean}. */
	public static final Type BOOLEAN = new Type(Kind.BOOLEAN, false, null, null);

	/** Number: {@link Integer}, {@link Long} or {@link Double}. */
	public static final Type NUMBER = new Type(Kind.NUMBER, false, null, null);

	/** Number that may also be a {@link BigDecimal}. */
	static final Type DECIMAL = new Type(Kind.NUMBER, false, null, BigDecimal.class);

	/** Point in time: {@link Instant}. */
	public static final Type TIME = new Type(Kind.TIME, false, null, null);

	/** Date: {@link LocalDate}. */
	public static final Type DATE = new Type(Kind.DATE, false, null, null);

	/** Identifier: {@link java.util.UUID}. */
	public static final Type IDENTIFIER = new Type(Kind.UUID, false, null, null);

	/** A value of undeclared type. */
	public static final Type ANY = new Type(Kind.ANY, true, null, null);

	static final Type NULL = new Type(Kind.NULL, true, null, null);

	/**
	 * The kinds of values.
	 */
	public enum Kind {

		/** Text. */
		TEXT("text", String.class),

		/** Boolean. */
		BOOLEAN("boolean", Boolean.class),

		/** Number. */
		NUMBER("number", Integer.class, Long.class, Double.class, BigDecimal.class),

		/** Point in time. */
		TIME("time", Instant.class),

		/** Date without a time. */
		DATE("date", LocalDate.class),

		/** Constant of an enum. */
		ENUM("enum constant", Enum.class),

		/** Universally unique identifier. */
		UUID("UUID", java.util.UUID.class),

		/** List, whose elements have an order. */
		LIST("list", List.class),

		/** Set or another collection. */
		SET("set", Collection.class),

		/** Map with text keys. */
		MAP("map", Map.class),

		/** Object of the application, with properties. */
		BEAN("object", Object.class),

		/** The literal {@code null}. */
		NULL("null"),

		/** Value of undeclared type, whose kind is known only when an expression runs. */
		ANY("value of undeclared type", Object.class);

		private final String text;

		private final Class<?>[] javaTypes;

		Kind(String text, Class<?>... javaTypes) {
			this.text = text;
			this.javaTypes = javaTypes;
		}

		boolean holds(Object value) {
			for (Class<?> type : this.javaTypes) {
				if (type.isInstance(value)) {
					return true;
				}
			}
			return false;
		}

		/**
		 * Returns the kind in words.
		 */
		@Override
		public String toString() {
			return this.text;
		}

	}

	/**
	 * Creates the type of a list.
	 * @param element the type of the elements
	 * @return the type
	 */
	public static Type listOf(Type element) {
		return new Type(Kind.LIST, false, element, null);
	}

	/**
	 * Creates the type of a set or another collection without an order.
	 * @param element the type of the elements
	 * @return the type
	 */
	public static Type setOf(Type element) {
		return new Type(Kind.SET, false, element, null);
	}

	/**
	 * Creates the type of a map with text keys.
	 * @param value the type of the values
	 * @return the type
	 */
	public static Type mapOf(Type value) {
		return new Type(Kind.MAP, false, value, null);
	}

	static Type enumeration(Class<?> type) {
		return new Type(Kind.ENUM, false, null, type);
	}

	static Type bean(Class<?> type) {
		return new Type(Kind.BEAN, false, null, type);
	}

	static Type unclaimable(Class<?> type) {
		return new Type(Kind.ANY, true, null, type);
	}

	/**
	 * Returns this type for a value that may be {@code null}.
	 * @return the nullable type
	 */
	public Type orNull() {
		return withNullable(true);
	}

	Type withNullable(boolean nullable) {
		return (this.nullable == nullable) ? this : new Type(this.kind, nullable, this.element, this.bean);
	}

	/** Tells whether the value is a number that is certainly not a {@link BigDecimal}. */
	boolean isPlainNumber() {
		return is(Kind.NUMBER) && this.bean == null;
	}

	/** Tells whether the kind of the value is known only when an expression runs. */
	boolean isUndeclared() {
		return is(Kind.ANY) && this.bean == null;
	}

	/** Tells whether the value can be joined to a text with {@code +}. */
	boolean isScalar() {
		return this.element == null && !is(Kind.BEAN) && !is(Kind.NULL) && !isCollection() && !is(Kind.MAP);
	}

	boolean isCollection() {
		return this.kind == Kind.LIST || this.kind == Kind.SET;
	}

	/**
	 * Tells whether the value is an object of the application, or a collection or map of
	 * such objects.
	 */
	boolean holdsObject() {
		return is(Kind.BEAN) || (this.element != null && this.element.holdsObject());
	}

	/**
	 * Returns the class of this value, or of an element, that must not become part of a
	 * claim, or {@code null} if there is none.
	 */
	private @Nullable Class<?> object() {
		if (is(Kind.BEAN) || is(Kind.ANY)) {
			return this.bean;
		}
		return (this.element != null) ? this.element.object() : null;
	}

	/**
	 * Returns the class of this value, or of an element, that is known not to be a claim,
	 * or {@code null} if there is none.
	 */
	@Nullable Class<?> unclaimable() {
		if (is(Kind.ANY)) {
			return this.bean;
		}
		return (this.element != null) ? this.element.unclaimable() : null;
	}

	boolean is(Kind kind) {
		return this.kind == kind;
	}

	/** Returns the type of a value that has either this type or the other. */
	Type join(Type other) {
		boolean either = this.nullable || other.nullable;
		if (equals(other)) {
			return this;
		}
		if (is(Kind.NULL) || other.is(Kind.NULL)) {
			return (is(Kind.NULL) ? other : this).withNullable(true);
		}
		if (is(Kind.NUMBER) && other.is(Kind.NUMBER)) {
			return DECIMAL.withNullable(either);
		}
		if (this.kind != other.kind || this.bean != other.bean) {
			Class<?> hidden = (object() != null) ? object() : other.object();
			return new Type(Kind.ANY, either, null, hidden);
		}
		return new Type(this.kind, either, joinElements(other), this.bean);
	}

	private @Nullable Type joinElements(Type other) {
		return (this.element != null && other.element != null) ? this.element.join(other.element) : this.element;
	}

	/**
	 * Returns the type in words.
	 */
	@Override
	public String toString() {
		if (this.bean != null && (is(Kind.BEAN) || is(Kind.ENUM))) {
			return this.bean.getSimpleName();
		}
		return (this.element != null && !this.element.is(Kind.ANY) && !this.element.is(Kind.NULL))
				? this.kind + " of " + this.element.kind : this.kind.toString();
	}

}
