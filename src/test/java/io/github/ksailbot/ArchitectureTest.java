package io.github.ksailbot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the shape that docs/architecture.md draws. */
@AnalyzeClasses(packages = "io.github.ksailbot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.ksailbot.";

    @ArchTest
    static final ArchRule floors_haveArrowsDownwardsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("engine")
            .definedBy(ROOT + "engine..")
            .layer("delivery")
            .definedBy(ROOT + "delivery..", ROOT + "outside..")
            .layer("use cases")
            .definedBy(ROOT + "workflow..", ROOT + "job..", ROOT + "store..", ROOT + "config..")
            .layer("adapters")
            .definedBy(ROOT + "github..", ROOT + "message..", ROOT + "destination..", ROOT + "cli..")
            .whereLayer("adapters")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("use cases")
            .mayOnlyBeAccessedByLayers("adapters")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("use cases", "adapters")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("delivery", "use cases", "adapters");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule engine_knowsTheJdkAndFormatLibrariesOnly = classes()
            .that()
            .resideInAPackage(ROOT + "engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "engine..",
                    "java..",
                    "org.jspecify.annotations..",
                    "com.fasterxml.jackson..",
                    "com.networknt.schema..",
                    "org.snakeyaml.engine..",
                    "dev.cel..",
                    "com.google.common.collect..",
                    "com.google.re2j..",
                    "javax.crypto..",
                    "com.exceptionfactory.jagged..",
                    "org.eclipse.jgit..");

    @ArchTest
    static final ArchRule engine_readsGitObjectsInItsSourceRoomOnly = noClasses()
            .that()
            .resideInAPackage(ROOT + "engine..")
            .and()
            .resideOutsideOfPackage(ROOT + "engine.source..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jgit..");

    @ArchTest
    static final ArchRule engine_hasNoNetworkAndNoProcesses =
            noClasses().that().resideInAPackage(ROOT + "engine..").should().dependOnClassesThat(reachOutside());

    @ArchTest
    static final ArchRule engine_hasNoClockOfItsOwn = noClasses()
            .that()
            .resideInAPackage(ROOT + "engine..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    private static DescribedPredicate<JavaClass> reachOutside() {
        return DescribedPredicate.describe(
                "open sockets, start processes or talk Git's transports",
                type -> type.getPackageName().startsWith("java.net.http")
                        || type.getName().equals("java.net.Socket")
                        || type.getName().equals("java.net.URLConnection")
                        || type.getName().equals("java.lang.ProcessBuilder")
                        || type.getPackageName().startsWith("org.eclipse.jgit.transport")
                        || type.getPackageName().startsWith("org.eclipse.jgit.api"));
    }
}
