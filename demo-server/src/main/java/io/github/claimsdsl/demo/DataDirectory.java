package io.github.claimsdsl.demo;

import java.nio.file.Path;

import org.springframework.boot.system.ApplicationHome;

/**
 * Where the server keeps its files unless told otherwise: {@code data} beside the jar, or
 * in the module while the jar or the classes are where Maven builds them. So the place
 * does not depend on the directory the server is started from.
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
