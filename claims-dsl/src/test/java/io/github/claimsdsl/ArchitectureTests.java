package io.github.claimsdsl;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Holds the order of the packages and the freedom from Spring.
 */
class ArchitectureTests {

	private static final String BASE = "io.github.claimsdsl";

	/** A package may depend on those before it only. */
	private static final List<String> ORDER = List.of(BASE, BASE + ".definition", BASE + ".expression",
			BASE + ".policy");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(BASE);

	@Test
	void classesWhenInModuleThenResideInAnOrderedPackage() {
		classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)).check(CLASSES);
	}

	@Test
	void packagesWhenOrderedThenDependUpwardOnly() {
		for (int i = 0; i < ORDER.size() - 1; i++) {
			noClasses().that()
				.resideInAPackage(ORDER.get(i))
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new))
				.check(CLASSES);
		}
	}

	@Test
	void classesWhenInModuleThenDependOnDeclaredLibrariesOnly() {
		classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(BASE + "..", "java..", "org.jspecify..", "org.mvel2..", "com.google.re2j..")
			.check(CLASSES);
	}

	@Test
	void mvelWhenUsedThenFromExpressionPackageOnly() {
		noClasses().that()
			.resideOutsideOfPackage(BASE + ".expression")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.mvel2..", "com.google.re2j..")
			.check(CLASSES);
	}

}
