package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A checked expression: every name resolved, every value typed.
 */
sealed interface Typed {

	Type type();

	record Constant(@Nullable Object value, Type type) implements Typed {
	}

	record Read(PathReader reader, Type type) implements Typed {
	}

	record Apply(Function function, List<Typed> arguments, Type type) implements Typed {
	}

	record ListOf(List<Typed> elements, Type type) implements Typed {
	}

	record MapOf(List<String> keys, List<Typed> values, Type type) implements Typed {
	}

	/** Stands for what has an issue already; whatever reads it raises no other. */
	record Unknown() implements Typed {

		@Override
		public Type type() {
			return Type.ANY;
		}
	}

	/** What MVEL evaluates: {@code ! && || == != < <= > >= contains + - ?}. */
	record Operation(String operator, List<Typed> operands, Type type) implements Typed {
	}

}
