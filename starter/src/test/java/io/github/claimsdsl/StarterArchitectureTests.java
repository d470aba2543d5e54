package io.github.claimsdsl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the order of the packages and the conventions of a starter.
 */
class StarterArchitectureTests {

	private static final String BASE = "io.github.claimsdsl";

	/** A package may depend on those before it only. */
	static final List<String> ORDER = List.of(BASE, BASE + ".definition", BASE + ".expression", BASE + ".policy",
			BASE + ".annotation", BASE + ".spring", BASE + ".spring.endpoint", BASE + ".spring.parameter",
			BASE + ".spring.issuer", BASE + ".spring.audience", BASE + ".spring.user", BASE + ".spring.rule",
			BASE + ".spring.token", BASE + ".spring.server", BASE + ".spring.preview", BASE + ".boot",
			BASE + ".boot.actuate", BASE + ".boot.console", BASE + ".test");

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
	void internalPackagesWhenMarkedThenNoDocumentationOrDemoImportsThem() throws IOException {
		List<String> internal = ORDER.stream()
			.filter((name) -> CLASSES.containPackage(name) && CLASSES.getPackage(name).isAnnotatedWith(Internal.class))
			.toList();
		assertThat(internal).containsExactly(BASE + ".spring.endpoint", BASE + ".spring.parameter",
				BASE + ".spring.issuer", BASE + ".spring.user", BASE + ".spring.rule", BASE + ".spring.token",
				BASE + ".spring.server");
		List<String> imports = new ArrayList<>();
		for (String root : List.of("../README.md", "../docs", "../demo-server/src")) {
			try (Stream<Path> files = Files.walk(Path.of(root))) {
				for (Path file : files.filter((path) -> path.toString().matches(".*\\.(md|java)")).toList()) {
					Files.readAllLines(file)
						.stream()
						.filter((line) -> line.startsWith("import "))
						.forEach(imports::add);
				}
			}
		}
		assertThat(imports).isNotEmpty()
			.noneMatch((line) -> internal.stream().anyMatch((name) -> line.startsWith("import " + name + ".")));
	}

	@Test
	void stabilityPageWhenReadThenSaysOfEachPackageWhetherItIsInternal() throws IOException {
		String page = Files.readString(Path.of("../docs/stability.md"));
		String api = page.substring(page.indexOf("## API in Java"), page.indexOf("## Internal"));
		String internal = page.substring(page.indexOf("## Internal"), page.indexOf("## API outside Java"));
		assertThat(ORDER).startsWith(BASE);
		assertThat(ORDER.subList(1, ORDER.size())).isNotEmpty().allSatisfy((name) -> {
			boolean marked = CLASSES.getPackage(name).isAnnotatedWith(Internal.class);
			assertThat(marked ? internal : api).contains("`" + name.substring(BASE.length() + 1) + "`");
		});
	}

	@Test
	void autoConfigurationsWhenDeclaredThenArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.check(CLASSES);
	}

	@Test
	void configurationsWhenDeclaredThenDoNotProxyBeanMethods() {
		classes().that()
			.areAnnotatedWith(Configuration.class)
			.should()
			.beAnnotatedWith(configurationWithoutProxies())
			.check(CLASSES);
	}

	@Test
	void beanMethodsWhenDeclaredThenArePackagePrivate() {
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(CLASSES);
	}

	private static DescribedPredicate<JavaAnnotation<?>> configurationWithoutProxies() {
		return DescribedPredicate.describe("@Configuration(proxyBeanMethods=false)",
				(annotation) -> annotation.getRawType().isEquivalentTo(Configuration.class)
						&& annotation.get("proxyBeanMethods").filter(Boolean.FALSE::equals).isPresent());
	}

}
