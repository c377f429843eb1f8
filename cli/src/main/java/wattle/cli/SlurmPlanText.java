package wattle.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.plan.Plan;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;
import wattle.run.slurm.Capacity;
import wattle.run.slurm.Waiting;

/// How a plan for a queue is printed.
///
/// @param zone of this machine, in which sbatch reads times
record SlurmPlanText(SlurmPlanning.Planned planned, ZoneId zone) {

    void table(PrintWriter out) {
        queue(out);
        Plan plan = planned.plan();
        Instant begin = planned.begin();
        if (begin == null) {
            out.println("Submit it at once: no later start emits less.");
        } else {
            out.println("sbatch --begin=" + SlurmTimes.later(begin, planned.now(), zone) + " …");
        }
        out.println(
                "  expected to run "
                        + plan.start()
                        + " to "
                        + plan.end()
                        + ", to be done by "
                        + planned.deadline());
        out.println(
                "  "
                        + Figures.number(plan.carbon().grams())
                        + " g CO2eq, "
                        + saving()
                        + " less than the "
                        + Figures.number(planned.baseline().carbon().grams())
                        + " g of submitting it without");
        out.println("Basis: " + planned.basis() + PlanText.basisRemark(planned.basis()));
    }

    String saving() {
        Plan plan = planned.plan();
        String grams = Figures.number(plan.saving(planned.baseline()).grams()) + " g";
        var fraction = plan.savingFraction(planned.baseline());
        return fraction.isEmpty()
                ? grams
                : grams + " or " + Figures.number(100 * fraction.orElseThrow()) + " %";
    }

    private void queue(PrintWriter out) {
        Capacity capacity = planned.queue().capacity();
        if (capacity != null) {
            out.println(
                    "Free now: "
                            + capacity.freeCpus()
                            + " of "
                            + capacity.cpus()
                            + " CPUs, "
                            + capacity.freeGpus()
                            + " of "
                            + capacity.gpus()
                            + " GPUs");
        }
        Waiting waiting = planned.queue().waiting();
        if (waiting != null && waiting.median() != null && waiting.ninth() != null) {
            out.println(
                    "Expected wait: "
                            + words(waiting.median())
                            + ", the median of "
                            + waiting.jobs()
                            + " jobs; one in ten waited longer than "
                            + words(waiting.ninth()));
        } else {
            out.println("Expected wait: not known, taken as none");
        }
    }

    private static String words(Duration time) {
        long minutes = time.plusSeconds(30).toMinutes();
        return time.toSeconds() < 90
                ? time.toSeconds() + " s"
                : minutes < 90 ? minutes + " min" : Figures.number(minutes / 60.0) + " h";
    }

    void json(PrintWriter to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.slurm-plan/1");
            body(out);
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    void body(JsonGenerator out) {
        out.writeStringProperty("basis", planned.basis());
        Instant begin = planned.begin();
        text(out, "begin", begin == null ? null : begin.toString());
        text(
                out,
                "begin_option",
                begin == null ? null : SlurmTimes.later(begin, planned.now(), zone));
        out.writeStringProperty("deadline", planned.deadline().toString());
        out.writeName("queue");
        out.writeStartObject();
        text(out, "partition", planned.queue().partition());
        Capacity capacity = planned.queue().capacity();
        number(out, "nodes", capacity == null ? null : capacity.nodes());
        number(out, "cpus", capacity == null ? null : capacity.cpus());
        number(out, "free_cpus", capacity == null ? null : capacity.freeCpus());
        number(out, "gpus", capacity == null ? null : capacity.gpus());
        number(out, "free_gpus", capacity == null ? null : capacity.freeGpus());
        Waiting waiting = planned.queue().waiting();
        number(out, "jobs", waiting == null ? null : waiting.jobs());
        number(out, "median_wait_seconds", waiting == null ? null : seconds(waiting.median()));
        number(out, "wait_90_percent_seconds", waiting == null ? null : seconds(waiting.ninth()));
        out.writeEndObject();
        out.writeName("baseline");
        plan(planned.baseline(), out);
        out.writeName("plan");
        plan(planned.plan(), out);
        out.writeNumberProperty("saving_g", planned.plan().saving(planned.baseline()).grams());
        FootprintWriter.number(
                out, "saving_fraction", planned.plan().savingFraction(planned.baseline()));
    }

    private static void plan(Plan plan, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("policy", plan.policy());
        out.writeStringProperty("zone", plan.zone());
        out.writeStringProperty("start", plan.start().toString());
        out.writeStringProperty("end", plan.end().toString());
        out.writeNumberProperty("operational_g", plan.carbon().grams());
        out.writeEndObject();
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : Long.valueOf(time.toSeconds());
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            out.writeString(value);
        }
    }

    private static void number(JsonGenerator out, String name, @Nullable Number value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            out.writeNumber(value.longValue());
        }
    }
}
