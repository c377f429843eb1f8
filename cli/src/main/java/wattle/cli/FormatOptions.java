package wattle.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import wattle.plan.Plan;
import wattle.plan.Policy;
import wattle.report.schedule.ScheduleFormat;

/// Who is to carry a plan out, and what: options of `wattle plan`.
final class FormatOptions {

    private static final String COMMAND = "your-command";

    private final Opt<String> format =
            Opt.text(
                    "--format",
                    "FORM",
                    "Print the best plan for others: cron, slurm, kubernetes, ics or"
                            + " github-actions.");

    private final Opt<String> command =
            Opt.text("--command", "LINE", "What they are to run, with --format.");

    private final Opt<String> timeZone =
            Opt.text(
                    "--time-zone",
                    "TZ",
                    "Of the machine or cluster whose times are local (default: this machine's).");

    CommandSpec addTo(CommandSpec spec) {
        return Opt.add(spec, format, command, timeZone);
    }

    boolean given() {
        return format.given();
    }

    void check(TableOptions table, QueueOptions queue) {
        if (given() && (table.json() || table.csv() || queue.given())) {
            throw new Failure(
                    Exit.USAGE,
                    369,
                    "--format stands instead of --json and --csv, and is for one job",
                    "Give one of them.");
        }
        if (!given() && (command.given() || timeZone.given())) {
            throw new Failure(
                    Exit.USAGE,
                    370,
                    "--command and --time-zone say nothing without --format",
                    "Add --format cron, or another.");
        }
        if (given()) {
            form();
            zone();
        }
    }

    /// Those that the form has words for.
    String policies() {
        return form().allowsPauses()
                ? Policy.FLEXIBLE_START.label() + "," + Policy.PAUSE_RESUME.label()
                : Policy.FLEXIBLE_START.label();
    }

    private ScheduleFormat form() {
        return Words.choose(
                "--format", format.get(), ScheduleFormat.values(), ScheduleFormat::label);
    }

    private ZoneId zone() {
        try {
            return timeZone.given() ? ZoneId.of(timeZone.get()) : ZoneId.systemDefault();
        } catch (DateTimeException unknown) {
            throw new Failure(
                    Exit.USAGE,
                    371,
                    "--time-zone cannot be \"" + timeZone.get() + "\"",
                    "Write Europe/Berlin, or UTC.",
                    unknown);
        }
    }

    /// The plan that emits least.
    ///
    /// @param deadline when the job has to be done
    String text(Plan baseline, List<Plan> plans, Instant deadline, Instant now) {
        Plan best = null;
        for (Plan each : plans) {
            if (best == null || each.carbon().grams() < best.carbon().grams()) {
                best = each;
            }
        }
        if (best == null) {
            throw new Failure(
                    Exit.DATA_MISSING, 7, "there is no plan to be carried out", "See --policy.");
        }
        try {
            return form().of(
                            new ScheduleFormat.Planned(
                                    best, baseline, command.or(COMMAND), deadline, now, zone()));
        } catch (IllegalArgumentException refused) {
            throw new Failure(
                    Exit.USAGE,
                    372,
                    String.valueOf(refused.getMessage()),
                    "Take --policy flexible-start, or --format ics.",
                    refused);
        }
    }
}
