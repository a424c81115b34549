package org.baraza.notification;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.baraza.notification");

    @Test
    void onlyRepositoriesSeeTheDatabase() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.mongodb..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("org.baraza.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void nothingDependsOnResourcesAndConsumers() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.baraza.notification..")
                        .and(simpleNameEndingWith("Resource").or(simpleNameEndingWith("Consumer"))))
                .check(CLASSES);
    }

    @Test
    void theInboxKnowsNoneOfItsCauses() {
        noClasses()
                .that()
                .resideInAPackage("org.baraza.notification.inbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.baraza.notification.message..", "org.baraza.notification.command..")
                .check(CLASSES);
    }
}
