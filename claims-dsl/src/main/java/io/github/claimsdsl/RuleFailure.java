package io.github.claimsdsl;

import org.jspecify.annotations.Nullable;

/**
 * What a rule threw, in a form that is safe to log. It keeps the classes and the stack
 * traces of the exception and its causes, but not their messages, because these can hold
 * claim values. It is never thrown itself. Immutable.
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
	 * Creates the description of what was thrown.
	 * @param thrown what a rule threw
	 * @return the description, with up to 20 exceptions in its chain of causes
	 */
	public static RuleFailure of(Throwable thrown) {
		return of(thrown, LONGEST);
	}

	private static RuleFailure of(Throwable thrown, int most) {
		Throwable cause = thrown.getCause();
		return new RuleFailure(thrown, (cause != null && most > 1) ? of(cause, most - 1) : null);
	}

	/**
	 * Rethrows an error of the virtual machine, because no rule is to blame for it. A
	 * stack overflow is not rethrown, because a rule can cause it.
	 * @param thrown what a rule threw
	 */
	public static void rethrowIfFatal(Throwable thrown) {
		if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
			throw error;
		}
	}

	/**
	 * Returns one line that says what was thrown and where. It names the first stack
	 * frame in a class of the rule's author, or the topmost frame if there is none.
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

	/**
	 * Tells whether a stack frame's class is the owner, a superclass of it, or nested in
	 * one of them. The name of a generated proxy counts as the class that it extends.
	 */
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
