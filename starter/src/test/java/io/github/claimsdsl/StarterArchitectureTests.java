package io.github.claimsdsl;

import java.util.List;

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

/**
 * Holds the order of the packages and the conventions of a starter.
 */
class StarterArchitectureTests {

	private static final String BASE = "io.github.claimsdsl";

	/** A package may depend on those before it only. */
	private static final List<String> ORDER = List.of(BASE, BASE + ".expression", BASE + ".policy",
			BASE + ".annotation", BASE + ".spring.endpoint", BASE + ".spring.audience", BASE + ".spring",
			BASE + ".boot", BASE + ".boot.actuate", BASE + ".test");

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
				.allowEmptyShould(true)
				.check(CLASSES);
		}
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
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void configurationsWhenDeclaredThenDoNotProxyBeanMethods() {
		classes().that()
			.areAnnotatedWith(Configuration.class)
			.should()
			.beAnnotatedWith(configurationWithoutProxies())
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void beanMethodsWhenDeclaredThenArePackagePrivate() {
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().allowEmptyShould(true).check(CLASSES);
	}

	private static DescribedPredicate<JavaAnnotation<?>> configurationWithoutProxies() {
		return DescribedPredicate.describe("@Configuration(proxyBeanMethods=false)",
				(annotation) -> annotation.getRawType().isEquivalentTo(Configuration.class)
						&& annotation.get("proxyBeanMethods").filter(Boolean.FALSE::equals).isPresent());
	}

}
