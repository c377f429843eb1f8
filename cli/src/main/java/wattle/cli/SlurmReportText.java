package wattle.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.meter.slurm.PastJob;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;

/// How past jobs are printed.
///
/// @param slack with which a flexible start is compared, as the user wrote it
/// @param cpuModel the source of what processors draw
record SlurmReportText(List<Row> rows, String zone, double pue, String slack, String cpuModel) {

    /// @param grams of what was covered; null where that is not known
    /// @param covered share of the energy that met an intensity
    /// @param runNow grams of the job at its mean power, in whole slots; null where the intensity
    ///   does not cover its slack
    /// @param saving grams that a flexible start would have saved of these
    record Row(
            PastJob job,
            SlurmJobModel.Taken taken,
            @Nullable Double grams,
            double covered,
            @Nullable Double runNow,
            @Nullable Double saving) {

        @Nullable Double kilowattHours() {
            return taken.energy() == null ? null : Double.valueOf(taken.energy().kilowattHours());
        }

        String origin() {
            return taken.origin() == null ? "" : taken.origin().label();
        }
    }

    private double sum(java.util.function.Function<Row, @Nullable Double> of) {
        double sum = 0;
        for (Row each : rows) {
            Double value = of.apply(each);
            sum += value == null ? 0 : value;
        }
        return sum;
    }

    private long without(java.util.function.Function<Row, @Nullable Double> of) {
        return rows.stream().filter(each -> of.apply(each) == null).count();
    }

    void table(PrintWriter out) {
        var table = new Columns();
        table.add(
                "job", "user", "start", "hours", "CPUs", "GPUs", "kWh", "g CO2eq", "saved g",
                "origin");
        for (Row each : rows) {
            PastJob job = each.job();
            table.add(
                    job.job(),
                    job.user(),
                    job.start().toString(),
                    Figures.number(job.ran().toSeconds() / 3600.0),
                    Integer.toString(job.cpus()),
                    job.gpus() == null ? "-" : job.gpus().toString(),
                    figure(each.kilowattHours()),
                    figure(each.grams()),
                    figure(each.saving()),
                    each.origin().isEmpty()
                            ? each.taken().how()
                            : each.origin() + ": " + each.taken().how());
        }
        table.print("", out);
        out.println();
        out.println(
                rows.size()
                        + (rows.size() == 1 ? " job: " : " jobs: ")
                        + Figures.number(sum(Row::kilowattHours))
                        + " kWh, "
                        + Figures.number(sum(Row::grams))
                        + " g CO2eq in "
                        + zone
                        + (pue == 1 ? "" : ", PUE " + Figures.number(pue)));
        if (without(Row::kilowattHours) > 0) {
            out.println("Of " + without(Row::kilowattHours) + " the energy is not known.");
        }
        long partly =
                rows.stream().filter(each -> each.grams() != null && each.covered() < 1).count();
        if (partly > 0 || without(Row::grams) > without(Row::kilowattHours)) {
            out.println(
                    "The intensity does not cover "
                            + (partly + without(Row::grams) - without(Row::kilowattHours))
                            + " of them, or only in part.");
        }
        double before = sum(Row::runNow);
        if (before > 0) {
            out.println(
                    "A start up to "
                            + slack
                            + " later would have saved "
                            + Figures.number(sum(Row::saving))
                            + " g, "
                            + Figures.number(100 * sum(Row::saving) / before)
                            + " % of "
                            + (rows.size() - without(Row::saving))
                            + " jobs, had the intensity been known and a place been free: an upper"
                            + " bound.");
        } else {
            out.println(
                    "What a later start would have saved is not known: the intensity covers no job"
                            + " with its slack of "
                            + slack
                            + ".");
        }
        out.println("Processors without a meter: " + cpuModel);
    }

    private static String figure(@Nullable Double value) {
        return value == null ? "-" : Figures.number(value);
    }

    void csv(PrintWriter out) {
        out.print(
                "job,user,partition,state,name,start,end,ran_seconds,cpus,cpu_seconds,gpus,gpu_model,"
                        + "energy_kwh,origin,basis,operational_g,coverage,saving_g\n");
        for (Row each : rows) {
            PastJob job = each.job();
            out.print(job.job() + "," + Escape.csv(job.user()) + ",");
            out.print(Escape.csv(job.partition()) + "," + Escape.csv(job.state()) + ",");
            out.print(Escape.csv(job.name()) + "," + job.start() + "," + job.end() + ",");
            out.print(job.ran().toSeconds() + "," + job.cpus() + ",");
            out.print(
                    (job.cpuTime() == null ? "" : job.cpuTime().toMillis() / 1000.0)
                            + ","
                            + (job.gpus() == null ? "" : job.gpus())
                            + ","
                            + (job.gpuModel() == null ? "" : Escape.csv(job.gpuModel()))
                            + ",");
            out.print(text(each.kilowattHours()) + "," + each.origin() + ",");
            out.print(Escape.csv(each.taken().how()) + "," + text(each.grams()) + ",");
            out.print(each.covered() + "," + text(each.saving()) + "\n");
        }
    }

    private static String text(@Nullable Double value) {
        return value == null ? "" : value.toString();
    }

    void json(PrintWriter to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.slurm-report/1");
            out.writeStringProperty("zone", zone);
            out.writeNumberProperty("pue", pue);
            out.writeStringProperty("slack", slack);
            out.writeStringProperty("cpu_model", cpuModel);
            out.writeName("jobs");
            out.writeStartArray();
            for (Row each : rows) {
                row(each, out);
            }
            out.writeEndArray();
            out.writeName("totals");
            out.writeStartObject();
            out.writeNumberProperty("jobs", rows.size());
            out.writeNumberProperty("jobs_without_energy", without(Row::kilowattHours));
            out.writeNumberProperty("it_energy_kwh", sum(Row::kilowattHours));
            out.writeNumberProperty("operational_g", sum(Row::grams));
            out.writeNumberProperty("shiftable_jobs", rows.size() - without(Row::saving));
            out.writeNumberProperty("run_now_g", sum(Row::runNow));
            out.writeNumberProperty("saving_g", sum(Row::saving));
            number(
                    out,
                    "saving_fraction",
                    sum(Row::runNow) > 0
                            ? Double.valueOf(sum(Row::saving) / sum(Row::runNow))
                            : null);
            out.writeEndObject();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void row(Row row, JsonGenerator out) {
        PastJob job = row.job();
        out.writeStartObject();
        out.writeStringProperty("job", job.job());
        out.writeStringProperty("user", job.user());
        out.writeStringProperty("partition", job.partition());
        out.writeStringProperty("state", job.state());
        out.writeStringProperty("name", job.name());
        out.writeStringProperty("start", job.start().toString());
        out.writeStringProperty("end", job.end().toString());
        out.writeNumberProperty("ran_seconds", job.ran().toSeconds());
        out.writeNumberProperty("cpus", job.cpus());
        number(
                out,
                "cpu_seconds",
                job.cpuTime() == null ? null : Double.valueOf(job.cpuTime().toMillis() / 1000.0));
        number(out, "gpus", job.gpus());
        text(out, "gpu_model", job.gpuModel());
        number(out, "it_energy_kwh", row.kilowattHours());
        text(out, "origin", row.origin().isEmpty() ? null : row.origin());
        out.writeStringProperty("basis", row.taken().how());
        number(out, "operational_g", row.grams());
        out.writeNumberProperty("coverage", row.covered());
        number(out, "saving_g", row.saving());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, @Nullable Number value) {
        out.writeName(name);
        switch (value) {
            case null -> out.writeNull();
            case Integer whole -> out.writeNumber(whole.intValue());
            default -> out.writeNumber(value.doubleValue());
        }
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            out.writeString(value);
        }
    }
}
