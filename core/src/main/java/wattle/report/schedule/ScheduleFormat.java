package wattle.report.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import wattle.plan.Plan;
import wattle.report.Figures;

/// The forms in which others take a plan.
public enum ScheduleFormat {
    CRON("cron"),
    SLURM("slurm"),
    KUBERNETES("kubernetes"),
    ICS("ics"),
    GITHUB_ACTIONS("github-actions");

    private final String label;

    ScheduleFormat(String label) {
        this.label = label;
    }

    /// The word in options.
    public String label() {
        return label;
    }

    /// Whether it can say that a job stops and goes on.
    public boolean allowsPauses() {
        return this == ICS;
    }

    /// A plan with what is written beside it.
    ///
    /// @param baseline starting at once
    /// @param command a line for the shell
    /// @param deadline when the job has to be done
    /// @param now when this is written
    /// @param zone of those whose times are local: that of the machine with the cron, of the
    ///   cluster
    public record Planned(
            Plan plan, Plan baseline, String command, Instant deadline, Instant now, ZoneId zone) {

        public Planned {
            if (command.indexOf('\n') >= 0 || command.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a command is one line");
            }
        }

        /// Cron and its like know whole minutes: not before the plan's start.
        ZonedDateTime start(ZoneId in) {
            Instant minute = plan.start().truncatedTo(ChronoUnit.MINUTES);
            return (minute.equals(plan.start()) ? minute : minute.plusSeconds(60)).atZone(in);
        }

        Duration work() {
            Duration work = Duration.ZERO;
            for (Plan.Segment each : plan.segments()) {
                work = work.plus(each.interval().duration());
            }
            return work;
        }

        /// What the plan is, in a line.
        String summary() {
            return plan.policy()
                    + " in "
                    + plan.zone()
                    + ", "
                    + plan.start()
                    + " to "
                    + plan.end()
                    + ": "
                    + Figures.number(plan.carbon().grams())
                    + " g CO2eq instead of "
                    + Figures.number(baseline.carbon().grams())
                    + " g";
        }

        /// Minute, hour, day and month, any day of the week.
        String fields(ZoneId in) {
            ZonedDateTime at = start(in);
            return at.getMinute()
                    + " "
                    + at.getHour()
                    + " "
                    + at.getDayOfMonth()
                    + " "
                    + at.getMonthValue()
                    + " *";
        }
    }

    /// @throws IllegalArgumentException for a plan with pauses in a form that has none
    public String of(Planned planned) {
        if (!allowsPauses() && planned.plan().segments().size() > 1) {
            throw new IllegalArgumentException(
                    label + " starts a job and cannot pause it, and this plan has pauses");
        }
        return switch (this) {
            case CRON -> cron(planned);
            case SLURM -> slurm(planned);
            case KUBERNETES -> kubernetes(planned);
            case ICS -> Calendar.of(planned);
            case GITHUB_ACTIONS -> actions(planned);
        };
    }

    /// For crontab(5), which has no year: the line asks for it. Times are those of the machine.
    private static String cron(Planned planned) {
        ZonedDateTime at = planned.start(planned.zone());
        boolean twice = planned.zone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
        return "# "
                + planned.summary()
                + "\n# Times of "
                + planned.zone()
                + ". Once: to be removed when it has run.\n"
                + (twice
                        ? "# The clock shows this time twice that night: the job may start an hour"
                                + " off, or twice.\n"
                        : "")
                + planned.fields(planned.zone())
                + " [ \"$(date +\\%Y)\" = "
                + at.getYear()
                + " ] && "
                + planned.command().replace("%", "\\%")
                + "\n";
    }

    /// For sbatch(1), which takes times of the cluster's own zone.
    private static String slurm(Planned planned) {
        return "#!/bin/sh\n# "
                + planned.summary()
                + "\n# Times of "
                + planned.zone()
                + ".\n#SBATCH --begin="
                + local(planned.plan().start(), planned.zone())
                + "\n#SBATCH --deadline="
                + local(planned.deadline(), planned.zone())
                + "\n#SBATCH --time="
                + minutes(planned.work())
                + "\n"
                + planned.command()
                + "\n";
    }

    private static String local(Instant at, ZoneId zone) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        String text = second.atZone(zone).toLocalDateTime().toString();
        return text.length() == "2026-01-01T00:00".length() ? text + ":00" : text;
    }

    private static long minutes(Duration work) {
        return Math.max(1, work.plusSeconds(59).toMinutes());
    }

    /// For the cluster as it is, without Wattle's operator in it.
    private static String kubernetes(Planned planned) {
        long spare =
                Math.max(
                        60, Duration.between(planned.plan().end(), planned.deadline()).toSeconds());
        return "# "
                + planned.summary()
                + "\n# Once a year: to be deleted when it has run.\n"
                + "apiVersion: batch/v1\n"
                + "kind: CronJob\n"
                + "metadata:\n"
                + "  name: planned-job\n"
                + "spec:\n"
                + "  schedule: \""
                + planned.fields(ZoneOffset.UTC)
                + "\"\n"
                + "  timeZone: Etc/UTC\n"
                + "  concurrencyPolicy: Forbid\n"
                + "  startingDeadlineSeconds: "
                + spare
                + "\n"
                + "  jobTemplate:\n"
                + "    spec:\n"
                + "      backoffLimit: 0\n"
                + "      template:\n"
                + "        spec:\n"
                + "          restartPolicy: Never\n"
                + "          containers:\n"
                + "            - name: job\n"
                + "              image: your-image\n"
                + "              command: [\"/bin/sh\", \"-c\", "
                + quoted(planned.command())
                + "]\n";
    }

    /// For a workflow of GitHub Actions, whose schedules are in UTC and may be late by minutes.
    private static String actions(Planned planned) {
        return "# "
                + planned.summary()
                + "\n# Once a year: to be removed when it has run.\n"
                + "on:\n"
                + "  schedule:\n"
                + "    - cron: '"
                + planned.fields(ZoneOffset.UTC)
                + "' # UTC\n"
                + "jobs:\n"
                + "  planned:\n"
                + "    runs-on: ubuntu-latest\n"
                + "    timeout-minutes: "
                + 2 * minutes(planned.work())
                + "\n"
                + "    steps:\n"
                + "      - uses: actions/checkout@v4\n"
                + "      - run: "
                + quoted(planned.command())
                + "\n";
    }

    /// As a string of YAML in double quotes, where a backslash and a quote are escaped as in JSON.
    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\t') {
                out.append("\\t");
            } else if (Character.isISOControl(c)) {
                throw new IllegalArgumentException("a command has no control characters");
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
