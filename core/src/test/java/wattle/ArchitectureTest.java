package wattle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order of the stages is the architecture; `core` knows nothing of the outside world.
class ArchitectureTest {

    private static final List<String> STAGES =
            List.of(
                    "unit",
                    "series",
                    "hardware",
                    "meter",
                    "grid",
                    "footprint",
                    "plan",
                    "run",
                    "ledger",
                    "report");

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("wattle");

    @Test
    void eachStageUsesOnlyTheStagesBeforeIt() {
        for (int i = 0; i < STAGES.size(); i++) {
            for (String later : STAGES.subList(i + 1, STAGES.size())) {
                noClasses()
                        .that()
                        .resideInAPackage("wattle." + STAGES.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("wattle." + later + "..")
                        .allowEmptyShould(true)
                        .check(CORE);
            }
        }
    }

    @Test
    void everyClassBelongsToAStage() {
        classes()
                .should()
                .resideInAnyPackage(
                        STAGES.stream().map(s -> "wattle." + s + "..").toArray(String[]::new))
                .check(CORE);
    }

    @Test
    void coreUsesTheJdkOnlyAndNothingOfTheOutsideWorld() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "wattle..",
                        "java.lang..",
                        "java.math..",
                        "java.text..",
                        "java.time..",
                        "java.util",
                        "java.util.function..",
                        "java.util.stream..",
                        "org.jspecify.annotations..")
                .check(CORE);
    }

    @Test
    void coreHasNoClockNoThreadsAndNoStreams() {
        noClasses()
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .check(CORE);
    }
}
