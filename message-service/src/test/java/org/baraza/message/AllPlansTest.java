package org.baraza.message;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing is asked of the database whose plan no test has looked at: each method of a repository that other classes can call
 * is called by a test of plans, which lets nothing pass that is not found by an index. Inserts look for nothing.
 */
class AllPlansTest {

    @Test
    void everyMethodOfARepositoryHasItsPlanLookedAt() {
        // When
        Set<String> without = new ClassFileImporter()
                .importPackages("org.baraza.message").stream()
                        .filter(type -> type.getSimpleName().endsWith("Repository"))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(AllPlansTest::asksTheDatabase)
                        .filter(method -> method.getAccessesToSelf().stream()
                                .map(access -> access.getOriginOwner())
                                .noneMatch(AllPlansTest::looksAtPlans))
                        .map(method -> method.getOwner().getSimpleName() + '.' + method.getName())
                        .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(without).isEmpty();
    }

    private static boolean asksTheDatabase(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return !modifiers.contains(JavaModifier.PRIVATE)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && method.getRawReturnType().getName().equals("io.smallrye.mutiny.Uni")
                && !method.getName().equals("createIndexes")
                && !method.getName().startsWith("insert");
    }

    private static boolean looksAtPlans(JavaClass caller) {
        return caller.getSimpleName().endsWith("PlansIT");
    }
}
