package wattle.run.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.run.RunState;
import wattle.testing.SetClock;
import wattle.unit.Power;

class OperatorTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Operator.Settings SETTINGS =
            new Operator.Settings("XX", new Power(1000), STEP, Duration.ZERO, Duration.ofHours(1));

    private final SetClock clock = new SetClock(MIDNIGHT);
    private final PlayedCluster cluster = new PlayedCluster(clock);

    /// Low from 3 to 5 and from 8 to 9.
    private final PlayedIntensity intensity =
            new PlayedIntensity(at ->
                    switch (at.atOffset(ZoneOffset.UTC).getHour()) {
                        case 3, 4, 8 -> 100;
                        default -> 400;
                    });

    private final List<String> told = new ArrayList<>();
    private Operator operator = newOperator();

    private Operator newOperator() {
        return new Operator(
                new FabricCluster(cluster.client(), clock), intensity, SETTINGS, told::add);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static Map<String, String> notes(String... keysAndValues) {
        Map<String, String> notes = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            notes.put("wattle.dev/" + keysAndValues[i], keysAndValues[i + 1]);
        }
        return notes;
    }

    private void create(String name, boolean suspended, Map<String, String> notes) {
        cluster.create(
                new JobBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withAnnotations(notes)
                        .endMetadata()
                        .withNewSpec()
                        .withSuspend(suspended)
                        .withNewTemplate()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
    }

    /// Two hours of work, anywhere in the next twelve.
    private void createTwoHours(String name, String... more) {
        Map<String, String> notes = notes("duration", "2h", "slack", "10h");
        notes.putAll(notes(more));
        create(name, true, notes);
    }

    /// The operator sees all and does what is due.
    private void look() {
        operator.saw(cluster.jobs());
        operator.step(clock.instant());
        if (operator.isStale()) {
            operator.saw(cluster.jobs());
            operator.step(clock.instant());
        }
    }

    /// Time passes in steps; pods come up at once, and work is done after so long.
    private void goOn(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(STEP)) {
            look();
            cluster.run();
            look();
            clock.goOn(STEP);
        }
    }

    private boolean isSuspended(String name) {
        return JobPhase.isSuspended(cluster.job(name));
    }

    private @Nullable String note(String name, Note note) {
        return note.of(cluster.job(name));
    }

    private String state(String name) {
        return Objects.requireNonNullElse(note(name, Note.STATE), "none");
    }

    @Test
    void aJobWaitsForTheLowHoursAndItsSavingIsWritten() {
        createTwoHours("train");
        look();
        assertThat(state("train")).isEqualTo("waiting");
        assertThat(note("train", Note.PLANNED_START)).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(note("train", Note.EXPECTED_SAVING_FRACTION)).isEqualTo("0.75");
        goOn(Duration.ofHours(3));
        assertThat(isSuspended("train")).isTrue();
        assertThat(cluster.pods("train")).isEmpty();
        goOn(Duration.ofHours(2));
        assertThat(state("train")).isEqualTo("running");
        assertThat(note("train", Note.PLANNED_START)).isNull();
        assertThat(note("train", Note.RUNNING_SINCE)).isEqualTo("2026-11-22T03:00:00Z");
        cluster.complete("train");
        look();
        assertThat(state("train")).isEqualTo("finished");
        assertThat(note("train", Note.RAN)).isEqualTo("2026-11-22T03:00:00Z/2026-11-22T05:00:00Z");
        assertThat(note("train", Note.SAVING_FRACTION)).isEqualTo("0.75");
        assertThat(note("train", Note.OPERATIONAL_G)).isEqualTo("200.0");
        assertThat(note("train", Note.SAVING_G)).isEqualTo("600.0");
        assertThat(note("train", Note.SAVING_BASIS)).isEqualTo("measured");
        assertThat(told)
                .containsExactly(
                        "test/train: starts 2026-11-22T03:00:00Z: by the plan",
                        "test/train: started: by the plan",
                        "test/train: finished: 75.0 % less than at once, 200.0 g instead of 800.0"
                                + " g (intensity: measured)");
        assertThat(cluster.client().v1().events().inNamespace("test").list().getItems())
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("Planned", "Started", "Finished");
        assertThat(operator.size()).isZero();
    }

    @Test
    void aJobThatWasNotCreatedSuspendedIsHeldBeforeItRuns() {
        create("train", false, notes("duration", "2h", "slack", "10h"));
        cluster.reconcile();
        look();
        cluster.reconcile();
        assertThat(state("train")).isEqualTo("waiting");
        assertThat(cluster.pods("train")).isEmpty();
    }

    @Test
    void aJobThatAlreadyRunsIsLeftRunning() {
        create("train", false, notes("duration", "2h", "slack", "10h"));
        cluster.run();
        goOn(Duration.ofHours(1));
        assertThat(state("train")).isEqualTo("running");
        assertThat(note("train", Note.REASON)).isEqualTo("it ran before it was seen");
        assertThat(note("train", Note.RUNNING_SINCE)).isEqualTo("2026-11-22T00:00:00Z");
    }

    @Test
    void onlyAJobThatCheckpointsIsPaused() {
        for (String each : List.of("true", "false")) {
            create(
                    "checkpoints-" + each,
                    true,
                    notes("duration", "3h", "slack", "9h", "checkpoints", each));
        }
        goOn(Duration.ofHours(12));
        cluster.complete("checkpoints-true");
        cluster.complete("checkpoints-false");
        look();
        assertThat(note("checkpoints-true", Note.RAN))
                .isEqualTo(
                        "2026-11-22T03:00:00Z/2026-11-22T05:00:00Z,"
                                + "2026-11-22T08:00:00Z/2026-11-22T12:00:00Z");
        assertThat(note("checkpoints-false", Note.RAN))
                .isEqualTo("2026-11-22T02:00:00Z/2026-11-22T12:00:00Z");
    }

    @Test
    void aJobIsPausedAsOftenAsItSays() {
        create(
                "train",
                true,
                notes("duration", "3h", "slack", "9h", "checkpoints", "true", "max-pauses", "0"));
        goOn(Duration.ofHours(12));
        assertThat(note("train", Note.RAN)).isNull();
        assertThat(note("train", Note.RUNNING_SINCE)).isEqualTo("2026-11-22T02:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slack=6h | wattle.dev/duration is missing",
                "slack=6x duration=2h | wattle.dev/slack cannot be",
                "slack=-5% duration=2h | wattle.dev/slack is finite and not negative",
                "duration=2h | wattle.dev/deadline or wattle.dev/slack is missing",
                "slack=6h duration=2h deadline=2026-11-22T06:00:00Z | stands instead of",
                "deadline=2026-11-22T06:00:00 duration=2h | a time with its zone",
                "deadline=2029-11-22T06:00:00Z duration=2h | more than 60 days after",
                "slack=6h duration=0s | wattle.dev/duration cannot be",
                "slack=6h duration=99999999999999999999h | wattle.dev/duration cannot be",
                "slack=6h duration=2h zone=YY | zone \"YY\" is not known",
                "slack=6h duration=2h policy=run-now | wattle.dev/policy cannot be",
                "slack=6h duration=2h policy=pause-resume | say wattle.dev/checkpoints",
                "slack=6h duration=2h policy=threshold | wattle.dev/threshold is missing",
                "slack=6h duration=2h power-watts=lots | wattle.dev/power-watts is no number",
                "slack=6h duration=2h checkpoints=yes | true or false, not \"yes\"",
                "slack=6h duration=2h checkpoints=true max-pauses=-1 | is not negative",
                "slak=6h duration=2h | wattle.dev/slak is no annotation of Wattle's"
            })
    void aJobWithAWrongAnnotationIsToldSoAndStarts(String wishes, String reason) {
        create("train", true, notes(wishes.split("[= ]", -1)));
        look();
        assertThat(isSuspended("train")).isFalse();
        assertThat(state("train")).isEqualTo("released");
        assertThat(note("train", Note.REASON)).contains(reason);
        assertThat(cluster.client().v1().events().inNamespace("test").list().getItems())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getType()).isEqualTo("Warning");
                    assertThat(event.getMessage()).contains(reason);
                });
    }

    @Test
    void jobsOfOthersAreNotTouched() {
        create("plain", true, Map.of("team", "vision"));
        createTwoHours("queued");
        cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace("test")
                .withName("queued")
                .edit(old ->
                        new JobBuilder(old)
                                .editMetadata()
                                .addToLabels("kueue.x-k8s.io/queue-name", "gpus")
                                .endMetadata()
                                .build());
        goOn(Duration.ofHours(4));
        assertThat(isSuspended("plain")).isTrue();
        assertThat(isSuspended("queued")).isTrue();
        assertThat(state("plain")).isEqualTo("none");
        assertThat(state("queued")).isEqualTo("none");
    }

    @Test
    void whatAUserStartsByHandIsLeftAlone() {
        createTwoHours("train");
        look();
        cluster.suspendByHand("train", false);
        goOn(Duration.ofHours(1));
        assertThat(isSuspended("train")).isFalse();
        assertThat(state("train")).isEqualTo("released");
        assertThat(note("train", Note.REASON)).isEqualTo("it was started by hand");
        assertThat(operator.size()).isZero();
    }

    @Test
    void whatAUserSuspendsByHandIsLeftAlone() {
        createTwoHours("train", "slack", "0");
        goOn(Duration.ofHours(1));
        cluster.suspendByHand("train", true);
        goOn(Duration.ofHours(12));
        assertThat(isSuspended("train")).isTrue();
        assertThat(note("train", Note.REASON)).isEqualTo("it was suspended by hand");
    }

    @Test
    void aJobThatIsDeletedIsForgotten() {
        createTwoHours("train");
        look();
        Job job = cluster.job("train");
        cluster.delete("train");
        operator.gone(job);
        assertThat(operator.size()).isZero();
        createTwoHours("train");
        goOn(Duration.ofHours(4));
        assertThat(state("train")).isEqualTo("running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T12:00:00Z", "2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z"})
    void aJobWithoutTimeToSpareStartsAtOnce(String deadline) {
        create("train", true, notes("duration", "2h", "deadline", deadline));
        look();
        assertThat(isSuspended("train")).isFalse();
        assertThat(state("train")).isEqualTo("running");
    }

    @Test
    void withoutAnyOutlookAJobStarts() {
        intensity.health = PlayedIntensity.Health.KNOWS_NOTHING;
        createTwoHours("train");
        look();
        assertThat(isSuspended("train")).isFalse();
        assertThat(note("train", Note.REASON)).isEqualTo("nothing is known of the hours to come");
        cluster.run();
        clock.goOn(Duration.ofHours(2));
        cluster.complete("train");
        look();
        assertThat(state("train")).isEqualTo("finished");
        assertThat(note("train", Note.SAVING_FRACTION)).isNull();
        assertThat(told).last().asString().contains("its saving is not known");
    }

    @ParameterizedTest
    @EnumSource(
            value = PlayedIntensity.Health.class,
            names = {"KNOWS_NOTHING", "FAILS"})
    void aPlanOutlivesTheSourceThatItWasMadeOf(PlayedIntensity.Health health) {
        createTwoHours("train");
        look();
        intensity.health = health;
        goOn(Duration.ofHours(4));
        assertThat(note("train", Note.RUNNING_SINCE)).isEqualTo("2026-11-22T03:00:00Z");
    }

    /// Whatever happens to the operator, a Job starts and pauses as if nothing had.
    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void anOperatorThatIsKilledInEveryStateChangesNothing(String checkpoints) {
        create("train", true, notes("duration", "3h", "slack", "9h", "checkpoints", checkpoints));
        while (clock.instant().isBefore(MIDNIGHT.plus(Duration.ofHours(11)))) {
            operator = newOperator();
            look();
            operator = newOperator();
            cluster.run();
            look();
            clock.goOn(STEP);
        }
        cluster.complete("train");
        operator = newOperator();
        look();
        assertThat(note("train", Note.RAN))
                .isEqualTo(
                        checkpoints.equals("true")
                                ? "2026-11-22T03:00:00Z/2026-11-22T05:00:00Z,"
                                        + "2026-11-22T08:00:00Z/2026-11-22T11:00:00Z"
                                : "2026-11-22T02:00:00Z/2026-11-22T11:00:00Z");
        assertThat(told.stream().filter(each -> each.contains("started"))).hasSize(1);
    }

    @Test
    void anOperatorThatWasDownStartsFirstWhatHasTheLeastTime() {
        createTwoHours("relaxed", "slack", "30h");
        createTwoHours("late", "slack", "8h");
        createTwoHours("tight", "slack", "6h");
        look();
        told.clear();
        clock.goOn(Duration.ofHours(9));
        operator = newOperator();
        look();
        assertThat(isSuspended("tight")).isFalse();
        assertThat(isSuspended("late")).isFalse();
        assertThat(isSuspended("relaxed")).isTrue();
        assertThat(told)
                .containsExactly(
                        "test/tight: started: its time is over",
                        "test/late: started: the deadline leaves no choice");
    }

    @ParameterizedTest
    @CsvSource({"waiting,0", "running,3", "paused,6"})
    void aJobThatIsKilledInAnyStateIsForgotten(String state, int hours) {
        create("train", true, notes("duration", "3h", "slack", "9h", "checkpoints", "true"));
        goOn(Duration.ofHours(hours).plus(STEP));
        assertThat(state("train")).isEqualTo(state);
        cluster.delete("train");
        goOn(STEP);
        assertThat(operator.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"waiting,0", "running,3", "paused,6"})
    void aJobThatFailsInAnyStateHasFailed(String state, int hours) {
        create("train", true, notes("duration", "3h", "slack", "9h", "checkpoints", "true"));
        goOn(Duration.ofHours(hours).plus(STEP));
        assertThat(state("train")).isEqualTo(state);
        cluster.fail("train", 1);
        goOn(STEP);
        assertThat(state("train")).isEqualTo(RunState.FAILED.label());
        assertThat(note("train", Note.REASON)).isEqualTo("BackoffLimitExceeded");
        assertThat(note("train", Note.SAVING_FRACTION) == null).isEqualTo(hours == 0);
        assertThat(operator.size()).isZero();
    }

    @Test
    void anApiServerThatIsAwayIsAskedAgain() {
        createTwoHours("train");
        look();
        clock.goOn(Duration.ofHours(3));
        cluster.answer(503);
        Instant next = operator.step(clock.instant());
        operator.step(clock.instant().plusSeconds(10));
        assertThat(next).isEqualTo(clock.instant().plusSeconds(10));
        assertThat(told.stream().filter(each -> each.contains("does not answer"))).hasSize(1);
        cluster.answer(0);
        assertThat(isSuspended("train")).isTrue();
        clock.goOn(Duration.ofMinutes(1));
        operator.step(clock.instant());
        assertThat(isSuspended("train")).isFalse();
        assertThat(told).contains("the API server answers again");
    }

    @Test
    void anApiServerThatRefusesIsSaidSo() {
        createTwoHours("train");
        operator.saw(cluster.jobs());
        cluster.answer(403);
        operator.step(clock.instant());
        assertThat(told).singleElement().asString().contains("403 answered 403 on purpose");
        cluster.answer(0);
        clock.goOn(Duration.ofMinutes(2));
        operator.step(clock.instant());
        assertThat(state("train")).isEqualTo("waiting");
    }

    @Test
    void ofTwoOperatorsOneChangesAJob() {
        createTwoHours("train");
        Operator other = newOperator();
        List<Job> seen = cluster.jobs();
        operator.saw(seen);
        other.saw(seen);
        operator.step(clock.instant());
        other.step(clock.instant());
        assertThat(other.isStale()).isTrue();
        assertThat(told).hasSize(1);
        clock.goOn(Duration.ofHours(3));
        seen = cluster.jobs();
        operator.saw(seen);
        other.saw(seen);
        operator.step(clock.instant());
        other.step(clock.instant());
        assertThat(other.isStale()).isTrue();
        assertThat(told).hasSize(2);
        assertThat(isSuspended("train")).isFalse();
    }

    /// In the night of 25 October 2026 the clocks of Berlin show 02:30 twice.
    @ParameterizedTest
    @CsvSource({"+02:00,2026-10-25T00:30:00Z", "+01:00,2026-10-25T01:30:00Z"})
    void aDeadlineInTheNightOfTheClockChangeIsAnInstant(String offset, Instant deadline) {
        clock.goOn(Duration.between(clock.instant(), Instant.parse("2026-10-24T22:00:00Z")));
        // Never low enough, so that only the deadline starts it.
        create(
                "train",
                true,
                notes(
                        "duration",
                        "1h",
                        "deadline",
                        "2026-10-25T02:30:00" + offset,
                        "policy",
                        "threshold",
                        "threshold",
                        "10"));
        Instant latest = deadline.minus(Duration.ofHours(1));
        goOn(Duration.between(clock.instant(), latest));
        assertThat(state("train")).isEqualTo("waiting");
        goOn(STEP);
        assertThat(note("train", Note.RUNNING_SINCE)).isEqualTo(latest.toString());
    }

    @Test
    void aJobOfACronJobIsSeenBeforeItStarts() {
        // What the CronJob's controller makes of jobTemplate: its annotations, its spec.
        for (int day = 0; day < 2; day++) {
            createTwoHours("nightly-" + day);
            goOn(Duration.ofHours(5));
            cluster.complete("nightly-" + day);
            goOn(Duration.ofHours(19));
            assertThat(state("nightly-" + day)).isEqualTo("finished");
            assertThat(note("nightly-" + day, Note.SAVING_FRACTION)).isEqualTo("0.75");
        }
    }

    @Test
    void aManifestWithTheNotesOfAnotherJobIsANewJob() {
        createTwoHours("train", "state", "finished", "saving-fraction", "0.5");
        goOn(Duration.ofHours(4));
        assertThat(state("train")).isEqualTo("running");
    }

    @Test
    void whatCannotBeReadInAnEditedNoteWasNotRun() {
        createTwoHours("train", "checkpoints", "true", "ran", "nonsense,/,2026-11-22T00:00:00Z/x");
        goOn(Duration.ofHours(4));
        assertThat(state("train")).isEqualTo("running");
    }
}
