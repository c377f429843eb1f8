package wattle.report.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.plan.EvaluatedJob;
import wattle.plan.Outcome;
import wattle.plan.Policy;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// Jobs evaluated over zones by the protocol of a paper, as it is shown. Immutable; threads may
/// share it.
///
/// @param title what was evaluated, in words
/// @param jobs in order
/// @param zones in order
/// @param slacks the words for them, in order
/// @param policies in order
/// @param printed what the paper prints
/// @param source where it is printed
/// @param marks masses that readers know, smallest first
/// @param notes what a reader must know
public record ProtocolView(
        String title,
        List<Job> jobs,
        List<Zone> zones,
        List<String> slacks,
        List<Policy> policies,
        List<Printed> printed,
        String source,
        List<Mark> marks,
        List<String> notes) {

    public ProtocolView {
        jobs = List.copyOf(jobs);
        zones = List.copyOf(zones);
        slacks = List.copyOf(slacks);
        policies = List.copyOf(policies);
        printed = List.copyOf(printed);
        marks = List.copyOf(marks);
        notes = List.copyOf(notes);
    }

    /// @param key unique
    /// @param constant whether its power is
    public record Job(
            String key, String name, Duration duration, Energy energy, boolean constant) {}

    /// @param name unique
    /// @param labels signal and factor
    /// @param time the starts' time, in words
    /// @param jobs by key
    public record Zone(String name, Labels labels, String time, Map<String, EvaluatedJob> jobs) {

        public Zone {
            jobs = Map.copyOf(jobs);
        }

        /// @throws IllegalArgumentException if the job was not evaluated
        public EvaluatedJob job(Job job) {
            EvaluatedJob evaluated = jobs.get(job.key());
            if (evaluated == null) {
                throw new IllegalArgumentException("no job " + job.key() + " in zone " + name);
            }
            return evaluated;
        }
    }

    /// A row of a table of the paper.
    ///
    /// @param table its number
    /// @param flexibleStart in percent
    /// @param pauseResume in percent, by the rule that is called `lowest-intervals` here
    public record Printed(
            String slack,
            String job,
            int table,
            double flexibleStart,
            double pauseResume,
            double pausesPerHour) {}

    /// Something that emits so much.
    public record Mark(String name, CarbonMass mass) {}

    /// Zones of one signal and factor.
    public record Group(Labels labels, List<Zone> zones) {

        public Group {
            zones = List.copyOf(zones);
        }

        /// Such as "marginal, direct-co2".
        public String name() {
            return labels.signal().label() + ", " + labels.factor().label();
        }

        /// The sum over the zones.
        public Outcome outcome(Job job, String slack, Policy policy) {
            Outcome sum = Outcome.NONE;
            for (Zone each : zones) {
                sum = sum.plus(each.job(job).outcome(slack, policy));
            }
            return sum;
        }
    }

    /// In order of their first zone.
    public List<Group> groups() {
        var kinds = new LinkedHashSet<Labels>();
        zones.forEach(each -> kinds.add(each.labels()));
        List<Group> groups = new ArrayList<>();
        for (Labels kind : kinds) {
            groups.add(
                    new Group(
                            kind,
                            zones.stream().filter(each -> each.labels().equals(kind)).toList()));
        }
        return groups;
    }

    /// What the paper prints; null where it has no such row.
    public @Nullable Printed printed(String slack, Job job) {
        for (Printed each : printed) {
            if (each.slack().equals(slack) && each.job().equals(job.key())) {
                return each;
            }
        }
        return null;
    }

    /// "Up to 24h later (table 13 of the paper)".
    public String heading(String slack) {
        String said =
                slack.endsWith("%")
                        ? "Up to " + slack + " of the job's duration later"
                        : "Up to " + slack + " later";
        for (Printed each : printed) {
            if (each.slack().equals(slack)) {
                return said + " (table " + each.table() + " of the paper)";
            }
        }
        return said;
    }
}
