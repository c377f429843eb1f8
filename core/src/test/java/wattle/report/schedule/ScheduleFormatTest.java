package wattle.report.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.plan.Plan;
import wattle.series.Interval;
import wattle.unit.CarbonMass;

class ScheduleFormatTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2026-06-10T11:00:00Z");

    private static Plan plan(String policy, double grams, Interval... work) {
        List<Plan.Segment> segments = new ArrayList<>();
        for (Interval each : work) {
            segments.add(new Plan.Segment(each, "DE"));
        }
        return new Plan(
                policy,
                segments,
                new CarbonMass(grams),
                null,
                null,
                work.length - 1,
                0,
                Duration.ZERO);
    }

    private static ScheduleFormat.Planned planned(Plan plan, String command, ZoneId zone) {
        return new ScheduleFormat.Planned(
                plan,
                plan("run-now", 5496, Interval.of(START.minusSeconds(3600), Duration.ofHours(6))),
                command,
                plan.end().plus(Duration.ofHours(2)),
                Instant.parse("2026-06-09T08:00:00Z"),
                zone);
    }

    private static Plan once(Instant start) {
        return plan("flexible-start", 4032.72, Interval.of(start, Duration.ofHours(6)));
    }

    private static String lineWith(String text, String part) {
        return text.lines().filter(each -> each.contains(part)).findFirst().orElseThrow();
    }

    /// Whether cron would start a line's command in a minute.
    private static boolean matches(String[] fields, ZonedDateTime minute) {
        return Integer.parseInt(fields[0]) == minute.getMinute()
                && Integer.parseInt(fields[1]) == minute.getHour()
                && Integer.parseInt(fields[2]) == minute.getDayOfMonth()
                && Integer.parseInt(fields[3]) == minute.getMonthValue()
                && fields[4].equals("*");
    }

    @Test
    void cronStartsItInThatMinuteAndNoOther() {
        Property.forAll(
                20,
                random -> {
                    Instant start =
                            Instant.parse("2026-01-01T00:00:00Z")
                                    .plusSeconds(random.nextLong(365L * 86_400));
                    ZoneId zone =
                            List.of(ZoneOffset.UTC, BERLIN, ZoneId.of("Australia/Lord_Howe"))
                                    .get(random.nextInt(3));
                    String text = ScheduleFormat.CRON.of(planned(once(start), "train", zone));
                    String line = lineWith(text, "train");
                    String[] fields = line.split(" ", 6);
                    List<Instant> starts = new ArrayList<>();
                    // Whatever the year: the line asks for that.
                    Instant at = Instant.parse("2026-01-01T00:00:00Z");
                    for (int i = 0; i < 366 * 24 * 60; i++) {
                        ZonedDateTime minute = at.atZone(zone);
                        if (matches(fields, minute)
                                && line.contains("= " + minute.getYear() + " ]")) {
                            starts.add(at);
                        }
                        at = at.plusSeconds(60);
                    }
                    boolean twice = text.contains("twice");
                    assertThat(starts).hasSize(twice ? 2 : 1);
                    Duration late = Duration.between(start, starts.getLast());
                    assertThat(twice || (!late.isNegative() && late.toSeconds() < 60)).isTrue();
                });
    }

    @Test
    void anHourThatComesTwiceIsSaid() {
        Instant second = Instant.parse("2026-10-25T01:30:00Z");
        String text = ScheduleFormat.CRON.of(planned(once(second), "train", BERLIN));
        assertThat(text).contains("30 2 25 10 * ").contains("shows this time twice");
        assertThat(ScheduleFormat.CRON.of(planned(once(second), "train", ZoneOffset.UTC)))
                .contains("30 1 25 10 * ")
                .doesNotContain("twice");
    }

    @Test
    void percentSignsAreCronsOwn() {
        assertThat(ScheduleFormat.CRON.of(planned(once(START), "date +%s", ZoneOffset.UTC)))
                .contains("&& date +\\%s\n");
    }

    @Test
    void aBatchScriptHasTheClustersTimes() {
        assertThat(ScheduleFormat.SLURM.of(planned(once(START), "srun train", BERLIN)))
                .isEqualTo(
                        """
                        #!/bin/sh
                        # flexible-start in DE, 2026-06-10T11:00:00Z to 2026-06-10T17:00:00Z: 4,033 g CO2eq instead of 5,496 g
                        # Times of Europe/Berlin.
                        #SBATCH --begin=2026-06-10T13:00:00
                        #SBATCH --deadline=2026-06-10T21:00:00
                        #SBATCH --time=360
                        srun train
                        """);
    }

    @Test
    void manifestsAndWorkflowsAreInUtcAndQuoteTheCommand() {
        var planned = planned(once(START), "echo \"a\\b\"", BERLIN);
        assertThat(ScheduleFormat.KUBERNETES.of(planned))
                .contains("  schedule: \"0 11 10 6 *\"\n  timeZone: Etc/UTC\n")
                .contains("  startingDeadlineSeconds: 7200\n")
                .contains("[\"/bin/sh\", \"-c\", \"echo \\\"a\\\\b\\\"\"]");
        assertThat(ScheduleFormat.GITHUB_ACTIONS.of(planned))
                .contains("    - cron: '0 11 10 6 *' # UTC\n")
                .contains("      - run: \"echo \\\"a\\\\b\\\"\"\n");
    }

    @Test
    void aCalendarHasAnEventForEachStretch() {
        Plan pausing =
                plan(
                        "pause-resume",
                        4000,
                        Interval.of(START, Duration.ofHours(2)),
                        Interval.of(START.plusSeconds(4 * 3600), Duration.ofHours(4)));
        String long75 = "train, evaluate; ä" + "ö".repeat(60);
        String text = ScheduleFormat.ICS.of(planned(pausing, long75, BERLIN));
        assertThat(text).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        for (String line : text.split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
        }
        String unfolded = text.replace("\r\n ", "");
        assertThat(unfolded)
                .contains("DTSTART:20260610T110000Z\r\nDTEND:20260610T130000Z\r\n")
                .contains("DTSTART:20260610T150000Z\r\nDTEND:20260610T190000Z\r\n")
                .contains("DTSTAMP:20260609T080000Z\r\n")
                .contains("SUMMARY:train\\, evaluate\\; ä" + "ö".repeat(60) + " (1 of 2)\r\n");
        assertThat(unfolded.lines().filter(each -> each.startsWith("UID:")).distinct()).hasSize(2);
    }

    @Test
    void whatCannotPauseRefusesAPlanWithPauses() {
        Plan pausing =
                plan(
                        "pause-resume",
                        4000,
                        Interval.of(START, Duration.ofHours(2)),
                        Interval.of(START.plusSeconds(4 * 3600), Duration.ofHours(4)));
        for (ScheduleFormat each : ScheduleFormat.values()) {
            if (!each.allowsPauses()) {
                assertThatThrownBy(() -> each.of(planned(pausing, "train", BERLIN)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("cannot pause");
            }
        }
    }

    @Test
    void aCommandIsOneLine() {
        assertThatThrownBy(() -> planned(once(START), "train\nrm -rf /", BERLIN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
