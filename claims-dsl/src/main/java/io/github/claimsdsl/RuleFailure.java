package io.github.claimsdsl;

import org.jspecify.annotations.Nullable;

/**
 * What a rule threw, for a log: the classes of the exceptions and their stack traces
 * without messages, which can hold claim values. It is never thrown. Immutable.
 *
 * @since 0.1.0
 */
public final class RuleFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private static final int LONGEST = 20;

	private RuleFailure(Throwable thrown, @Nullable RuleFailure cause) {
		super(thrown.getClass().getName(), cause, false, true);
		setStackTrace(thrown.getStackTrace());
	}

	/**
	 * Describes what was thrown.
	 * @param thrown what a rule threw
	 * @return its description
	 */
	public static RuleFailure of(Throwable thrown) {
		return of(thrown, LONGEST);
	}

	private static RuleFailure of(Throwable thrown, int most) {
		Throwable cause = thrown.getCause();
		return new RuleFailure(thrown, (cause != null && most > 1) ? of(cause, most - 1) : null);
	}

	/**
	 * Throws again what no rule can be blamed for: an error of the virtual machine other
	 * than a stack overflow.
	 * @param thrown what a rule threw
	 */
	public static void rethrowIfFatal(Throwable thrown) {
		if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
			throw error;
		}
	}

	/**
	 * Returns one line that says what was thrown and where: the first stack frame in a
	 * class of the rule's author, or else the first of all.
	 * @param owner the class that the author wrote; its superclasses count too
	 * @return the line, without messages
	 */
	public String describe(Class<?> owner) {
		StringBuilder text = new StringBuilder("threw ").append(getMessage());
		StackTraceElement own = null;
		for (Throwable failure = this; failure != null; failure = failure.getCause()) {
			if (failure != this) {
				text.append(", caused by ").append(failure.getMessage());
			}
			own = (own != null) ? own : frame(failure, owner);
		}
		StackTraceElement[] trace = getStackTrace();
		own = (own == null && trace.length > 0) ? trace[0] : own;
		return (own != null) ? text.append(" at ").append(own).toString() : text.toString();
	}

	private static @Nullable StackTraceElement frame(Throwable failure, Class<?> owner) {
		for (StackTraceElement frame : failure.getStackTrace()) {
			if (isIn(frame.getClassName(), owner)) {
				return frame;
			}
		}
		return null;
	}

	/** Whether the class is the owner, nested in it, or one of its superclasses. */
	private static boolean isIn(String className, Class<?> owner) {
		for (Class<?> type = owner; type != null && type != Object.class; type = type.getSuperclass()) {
			String name = type.getName();
			int generated = name.indexOf("$$");
			name = (generated > 0) ? name.substring(0, generated) : name;
			if (className.equals(name) || (className.startsWith(name + "$") && !className.contains("$$"))) {
				return true;
			}
		}
		return false;
	}

}
