package wattle.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The order of the stages holds for adapters too: `stage.technology` uses its own stage and those
/// before it. Nothing uses the command line.
class DirectionTest {

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
                    "report",
                    "cli");

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("wattle");

    @Test
    void eachStageAndItsAdaptersUseOnlyTheStagesBefore() {
        for (int i = 0; i < STAGES.size(); i++) {
            for (String later : STAGES.subList(i + 1, STAGES.size())) {
                noClasses()
                        .that()
                        .resideInAPackage("wattle." + STAGES.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("wattle." + later + "..")
                        .allowEmptyShould(true)
                        .check(ALL);
            }
        }
    }

    /// Chapters of a stage, which are core as it is, by package.
    private static final String[] CHAPTERS = {"wattle.ledger.claim..", "wattle.ledger.check.."};

    @Test
    void noStageNamesAnAdapter() {
        for (String stage : STAGES.subList(0, STAGES.size() - 1)) {
            noClasses()
                    .that()
                    .resideInAPackage("wattle." + stage)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("wattle.*.*..")
                                    .and(resideOutsideOfPackages(CHAPTERS)))
                    .allowEmptyShould(true)
                    .check(ALL);
        }
    }
}
