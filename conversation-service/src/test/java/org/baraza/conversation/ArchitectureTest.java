package org.baraza.conversation;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.baraza.conversation");

    @Test
    void onlyRepositoriesSeeTheDatabase() {
        ArchRule rule = noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "io.quarkus.mongodb..");

        rule.check(CLASSES);
    }

    @Test
    void onlyTheProjectionSeesTheLog() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("..conversation.conversation..", "..inbox..", "..health..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.baraza.eventlog..", "org.apache.kafka..");

        rule.check(CLASSES);
    }

    @Test
    void foldersFormNoCycles() {
        ArchRule rule =
                slices().matching("org.baraza.conversation.(*)..").should().beFreeOfCycles();

        rule.check(CLASSES);
    }

    @Test
    void nothingDependsOnAMouth() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat(simpleNameEndingWith("Resource")
                        .or(simpleNameEndingWith("Consumer"))
                        .and(resideInAPackage("org.baraza.conversation..")));

        rule.check(CLASSES);
    }

    @Test
    void theStoreKnowsNothingOfItsUsers() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("..conversation.conversation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..inbox..", "..projection..", "..health..", "org.baraza.rest..");

        rule.check(CLASSES);
    }
}
