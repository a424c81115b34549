package org.baraza.gateway;

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
            .importPackages("org.baraza.gateway");

    @Test
    void engineIoKnowsNothingButJsonAndItself() {
        classes()
                .that()
                .resideInAPackage("org.baraza.gateway.engineio..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson..", "org.baraza.gateway.engineio..")
                .check(CLASSES);
    }

    @Test
    void socketIoKnowsNothingButJsonAndTheProtocolBelowIt() {
        classes()
                .that()
                .resideInAPackage("org.baraza.gateway.socketio..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.baraza.gateway.socketio..",
                        "org.baraza.gateway.engineio..")
                .check(CLASSES);
    }

    @Test
    void onlyWhatMayBeLostSeesRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.baraza.gateway.presence..",
                        "org.baraza.gateway.peer..",
                        "org.baraza.gateway.typing..",
                        "org.baraza.gateway.ownwrite..",
                        "org.baraza.gateway.recovery..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus.redis..", "io.vertx.redis..", "io.vertx.mutiny.redis..")
                .check(CLASSES);
    }

    @Test
    void sessionsKnowNothingOfWhatIsDoneOverThem() {
        noClasses()
                .that()
                .resideInAPackage("org.baraza.gateway.session..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.baraza.gateway.command..",
                        "org.baraza.gateway.delivery..",
                        "org.baraza.gateway.room..",
                        "org.baraza.gateway.presence..",
                        "org.baraza.gateway.edge..",
                        "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void foldersFormNoCycles() {
        slices().matching("org.baraza.gateway.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingDependsOnAMouth() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.baraza.gateway..")
                        .and(simpleNameEndingWith("Resource").or(simpleNameEndingWith("Route"))))
                .check(CLASSES);
    }
}
