package io.github.claimsdsl.demo;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the server keeps its files.
 */
class DataDirectoryTests {

	@ParameterizedTest
	@CsvSource({ "/repo/demo-server/target/classes, /repo/demo-server/data",
			"/repo/demo-server/target, /repo/demo-server/data", "/opt/demo, /opt/demo/data" })
	void besideWhenHomeThenModuleOrHome(String home, String data) {
		assertThat(DataDirectory.beside(Path.of(home))).isEqualTo(Path.of(data));
	}

}
