package io.github.claimsdsl.demo;

import java.nio.file.Path;

import org.springframework.boot.system.ApplicationHome;

/**
 * Finds the default directory for the server's files: {@code data} beside the jar. If the
 * jar or the classes are in Maven's build directory, it is {@code data} in the module. So
 * the place does not depend on the directory from which the server is started.
 */
final class DataDirectory {

	private DataDirectory() {
	}

	static Path locate() {
		return beside(new ApplicationHome(DemoServerApplication.class).getDir().toPath().toAbsolutePath().normalize());
	}

	static Path beside(Path home) {
		Path directory = home;
		if (directory.endsWith("classes") && directory.getParent() != null) {
			directory = directory.getParent();
		}
		return directory.endsWith("target") ? directory.resolveSibling("data") : directory.resolve("data");
	}

}
