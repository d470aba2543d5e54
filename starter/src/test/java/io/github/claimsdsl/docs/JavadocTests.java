package io.github.claimsdsl.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Public types, methods and parameters have Javadoc. The Javadoc tool checks the rest. It
 * does not check what is missing, because it would ask compact constructors to repeat the
 * parameters of their records.
 */
class JavadocTests {

	private static final List<Path> SOURCES = List.of(Path.of("../claims-dsl/src/main/java"), Path.of("src/main/java"));

	/** Those that are marked as internal, and have no published Javadoc. */
	private static final Pattern INTERNAL = Pattern
		.compile(".*/spring/(endpoint|issuer|parameter|rule|token|user)/\\w+\\.java");

	/** The code that the compiler gives to what doclint says. */
	private static final String DOCLINT = "compiler.warn.proc.messager";

	@Test
	void javadocWhenPublicThenIsComplete() throws IOException {
		List<String> missing = diagnostics().stream()
			.filter((diagnostic) -> diagnostic.getCode().equals(DOCLINT))
			.filter((diagnostic) -> !INTERNAL.matcher(diagnostic.getSource().getName()).matches())
			.filter((diagnostic) -> !isCompactConstructor(diagnostic))
			.map(Object::toString)
			.filter((message) -> !message.contains("use of default constructor"))
			.toList();
		assertThat(missing).isEmpty();
	}

	private static List<Diagnostic<? extends JavaFileObject>> diagnostics() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, diagnostics, List.of("-proc:none",
					"-Xdoclint:missing/protected", "-Xmaxwarns", "10000", "-classpath", classPath), null,
					files.getJavaFileObjectsFromPaths(sources()));
			task.analyze();
		}
		return diagnostics.getDiagnostics();
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> engine = Files.walk(SOURCES.get(0)); Stream<Path> starter = Files.walk(SOURCES.get(1))) {
			return Stream.concat(engine, starter).filter((path) -> path.toString().endsWith(".java")).toList();
		}
	}

	/** A compact constructor has the name of its record and no parameters of its own. */
	private static boolean isCompactConstructor(Diagnostic<? extends JavaFileObject> diagnostic) {
		try {
			List<String> lines = diagnostic.getSource().getCharContent(true).toString().lines().toList();
			String declaration = lines.get((int) diagnostic.getLineNumber() - 1);
			return declaration.matches("\\s*(public|protected) [A-Z]\\w* \\{");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
