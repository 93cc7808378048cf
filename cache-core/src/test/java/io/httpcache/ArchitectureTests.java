package io.httpcache;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The arrows between the packages: each depends only on those above it.
 */
@AnalyzeClasses(packages = "io.httpcache", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesDependOnlyOnThoseAboveThem = layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("http")
		.definedBy("io.httpcache.http")
		.layer("api")
		.definedBy("io.httpcache")
		.layer("engine")
		.definedBy("io.httpcache.engine")
		.layer("route")
		.definedBy("io.httpcache.route")
		.layer("store")
		.definedBy("io.httpcache.store")
		.layer("stores")
		.definedBy("io.httpcache.store.*..")
		.layer("client")
		.definedBy("io.httpcache.client")
		.layer("drivers")
		.definedBy("io.httpcache.client.*..")
		.layer("assembly")
		.definedBy("io.httpcache.assembly")
		.whereLayer("assembly")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("drivers")
		.mayOnlyBeAccessedByLayers("assembly")
		.whereLayer("client")
		.mayOnlyBeAccessedByLayers("drivers", "assembly")
		.whereLayer("stores")
		.mayOnlyBeAccessedByLayers("assembly")
		.whereLayer("store")
		.mayOnlyBeAccessedByLayers("stores", "client", "drivers", "assembly")
		.whereLayer("route")
		.mayOnlyBeAccessedByLayers("store", "stores", "client", "drivers", "assembly")
		.whereLayer("engine")
		.mayOnlyBeAccessedByLayers("route", "store", "stores", "client", "drivers", "assembly")
		.whereLayer("api")
		.mayOnlyBeAccessedByLayers("engine", "route", "store", "stores", "client", "drivers", "assembly");

	@ArchTest
	static final ArchRule noPackageIsPartOfACycle = slices().matching("io.httpcache.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule theDriversDoNotKnowEachOther = noClasses().that()
		.resideInAPackage("io.httpcache.client.blocking")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.httpcache.client.reactive");

	@ArchTest
	static final ArchRule theEngineIsPure = noClasses().that()
		.resideInAnyPackage("io.httpcache.engine", "io.httpcache.http")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "java.net.http..", "java.util.concurrent..",
				"org.apache.commons.logging..", "org.slf4j..");

	@ArchTest
	static final ArchRule theEngineDoesNoIo = noClasses().that()
		.resideInAPackage("io.httpcache.engine")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("java.io..");

	@ArchTest
	static final ArchRule theEngineHasNoClock = noClasses().that()
		.resideInAnyPackage("io.httpcache.engine", "io.httpcache.http")
		.should()
		.callMethod(System.class, "nanoTime")
		.orShould()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(java.time.Instant.class, "now")
		.orShould()
		.dependOnClassesThat(JavaClass.Predicates.type(java.time.Clock.class));

	@ArchTest
	static final ArchRule coreKnowsNoBoot = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

}
