package org.baraza.message;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.baraza.message");

    private static final JavaClasses CONTRACTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.baraza.contracts");

    @Test
    void onlyTheStoreSeesTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.baraza.message.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "io.quarkus.mongodb..", "org.bson..")
                .check(CLASSES);
    }

    @Test
    void theStoreKnowsNothingOfItsUsers() {
        noClasses()
                .that()
                .resideInAPackage("org.baraza.message.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.baraza.message.log..",
                        "org.baraza.message.history..",
                        "org.baraza.message.health..",
                        "org.baraza.eventlog..",
                        "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void onlyThePipelineSeesTheBroker() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.baraza.message.log..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void foldersFormNoCycles() {
        slices().matching("org.baraza.message.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingDependsOnAMouth() {
        noClasses()
                .should()
                .dependOnClassesThat(simpleNameEndingWith("Resource").and(resideInAPackage("org.baraza.message..")))
                .check(CLASSES);
    }

    @Test
    void contractsSeeNothingOfOurs() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.baraza.contracts..", "com.fasterxml.jackson.annotation..")
                .check(CONTRACTS);
    }
}
