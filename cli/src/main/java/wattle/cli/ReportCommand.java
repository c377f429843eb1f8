package wattle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.meter.Scope;
import wattle.report.ComponentTable;
import wattle.report.ModelCard;
import wattle.report.PrometheusText;
import wattle.report.RecordedRun;
import wattle.report.ReportCsv;
import wattle.report.ReportTable;
import wattle.report.codecarbon.CodeCarbonRow;
import wattle.report.codecarbon.CodeCarbonRuns;
import wattle.report.codecarbon.EmissionsCsv;
import wattle.report.html.HtmlReport;
import wattle.report.json.ReportWriter;

/// `wattle report`: runs that were recorded, finished or cut off, and what they add up to.
final class ReportCommand implements Callable<Integer> {

    /// What `--format` may say.
    private enum Format {
        TEXT("text"),
        COMPONENTS("components"),
        JSON("json"),
        CSV("csv"),
        HTML("html"),
        CODECARBON("codecarbon"),
        PROMETHEUS("prometheus"),
        MODEL_CARD("model-card");

        private final String label;

        Format(String label) {
            this.label = label;
        }
    }

    private final Console console;

    private final PositionalParamSpec files =
            Opt.words(
                    "FILE",
                    "0..*",
                    "Records of wattle run, ids of runs or how they begin, or CodeCarbon's"
                            + " emissions.csv (default: all runs below WATTLE_HOME).");

    private final Opt<String> format =
            Opt.text(
                    "--format",
                    "FORMAT",
                    "text, components, json, csv, html, codecarbon, prometheus or model-card"
                            + " (default: text).");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.report/1.");
    private final Opt<Boolean> csv = Opt.flag("--csv", "Print a header and a row for each run.");
    private final Opt<String> html =
            Opt.text("--html", "FILE", "Write one page with charts over time.");

    private final Opt<Boolean> merge =
            Opt.flag("--merge", "Take the records of a job's ranks and nodes as one run.");

    private final Opt<String[]> labels =
            Opt.texts("--label", "KEY=VALUE", "Only runs with this label, or with KEY alone.");

    private final Opt<String> slurm =
            Opt.text("--slurm", "JOB", "A Slurm job by what its accounting measured.");

    private final Opt<String> scope =
            Opt.text("--scope", "SCOPE", "Charge machine, devices or process, whatever was asked.");

    private final Opt<String[]> intensityFiles =
            Opt.texts(
                    "--intensity-file",
                    "FILE",
                    "CSV: timestamp_utc and g_per_kwh, instead of the run's intensity.");

    private final Opt<String> trainingType =
            Opt.text("--training-type", "TYPE", "For the model card (default: pre-training).");

    private final Opt<String> output = Opt.text("--output", "FILE", "Write to a file instead.");

    private final Opt<Boolean> force =
            Opt.flag("--force", "Let --output and --html replace a file.");

    private final PlaceOptions place = new PlaceOptions();

    /// What to say where runs were there and none had the labels; empty otherwise.
    private String unlabelled = "";

    ReportCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        CommandSpec spec =
                Opt.command(
                        this,
                        "report",
                        "Report runs that were recorded, finished or cut off.",
                        "wattle report");
        Opt.add(
                spec,
                format,
                json,
                csv,
                html,
                merge,
                labels,
                slurm,
                scope,
                intensityFiles,
                trainingType,
                output,
                force);
        return place.addTo(spec).addPositional(files);
    }

    @Override
    public Integer call() throws InterruptedException {
        Format chosen = format();
        place.check();
        if (place.isNamed() && intensityFiles.given()) {
            throw new Failure(
                    Exit.USAGE,
                    72,
                    "--intensity-file stands instead of --zone, --provider and --intensity",
                    "Give one of them.");
        }
        List<RecordedRun> runs = runs();
        String text =
                switch (chosen) {
                    case TEXT ->
                            runs.isEmpty()
                                    ? (unlabelled.isEmpty()
                                                    ? "No runs. wattle run -- COMMAND makes one."
                                                    : unlabelled)
                                            + "\n"
                                    : ReportTable.of(runs);
                    case COMPONENTS -> ComponentTable.of(runs);
                    case JSON -> json(runs);
                    case CSV -> ReportCsv.of(runs, Versions.current());
                    case HTML -> HtmlReport.of(runs, Versions.current());
                    case CODECARBON ->
                            EmissionsCsv.of(runs, Versions.current(), ZoneId.systemDefault());
                    case PROMETHEUS -> PrometheusText.of(runs, Versions.current());
                    case MODEL_CARD -> card(runs);
                };
        if (chosen != Format.TEXT && !unlabelled.isEmpty()) {
            console.err().println("wattle: " + unlabelled);
        }
        String to = html.given() ? html.get() : output.value();
        if (to != null) {
            OutputOptions.write(Words.path("--output", to), text, force.given());
        } else {
            console.out().print(text);
        }
        return Exit.DONE.code();
    }

    private List<RecordedRun> runs() throws InterruptedException {
        var otherwise =
                new RecordedRuns.Otherwise(
                        place,
                        String.join(
                                "\n",
                                Opt.all(intensityFiles).stream()
                                        .map(each -> Path.of(each).toAbsolutePath().toString())
                                        .toList()),
                        scope());
        List<RecordedRun> runs = new ArrayList<>();
        List<String> named = Opt.all(files);
        try (var progress = ReadingProgress.of(console.err())) {
            if (slurm.given()) {
                runs.add(SlurmRun.of(slurm.get(), place));
            } else if (named.isEmpty()) {
                ofHome(otherwise, runs, progress);
            }
            List<Path> found =
                    named.stream()
                            .map(each -> RecordedRuns.named(Home.of(System.getenv()), each))
                            .toList();
            progress.expect(found);
            for (Path file : found) {
                ofFile(file, otherwise, runs, progress);
            }
        }
        List<RecordedRun> all = List.copyOf(runs);
        runs.removeIf(run -> !hasLabels(run, Opt.all(labels)));
        if (runs.isEmpty() && !all.isEmpty()) {
            unlabelled = unlabelled(all);
        }
        runs.sort(Comparator.comparing(MergedRun::start));
        if (merge.given() && runs.isEmpty()) {
            throw new Failure(
                    Exit.DATA_MISSING, 92, "there are no runs to merge", "Name their records.");
        }
        return merge.given() ? List.of(MergedRun.of(runs)) : runs;
    }

    /// That no run has the labels, and which there are.
    private String unlabelled(List<RecordedRun> all) {
        Set<String> there = new TreeSet<>();
        all.forEach(run -> run.labels().forEach((name, value) -> there.add(name + "=" + value)));
        List<String> wanted = Opt.all(labels);
        return "No run has the label"
                + (wanted.size() == 1 ? " " : "s ")
                + String.join(" and ", wanted)
                + "; "
                + (there.isEmpty()
                        ? "no run has any."
                        : "there are: " + Lists.some(List.copyOf(there)) + ".");
    }

    private void ofHome(
            RecordedRuns.Otherwise otherwise, List<RecordedRun> runs, ReadingProgress progress)
            throws InterruptedException {
        Home home = Home.of(System.getenv());
        runs.addAll(
                RecordedRuns.ofHome(
                        home,
                        otherwise,
                        unreadable ->
                                progress.interrupted(() ->
                                        console.err().println("wattle: left out: " + unreadable)),
                        progress));
    }

    private void ofFile(
            Path file,
            RecordedRuns.Otherwise otherwise,
            List<RecordedRun> runs,
            ReadingProgress progress)
            throws InterruptedException {
        if (Files.isDirectory(file)) {
            List<Path> records = RecordedRuns.in(file);
            progress.expect(records);
            for (Path record : records) {
                runs.add(RecordedRuns.read(record, otherwise, progress));
            }
        } else if (startsLikeJson(file)) {
            runs.add(RecordedRuns.read(file, otherwise, progress));
        } else {
            CodeCarbonRuns found =
                    CodeCarbonRuns.of(CodeCarbonRow.read(file), ZoneId.systemDefault());
            found.leftOut().forEach(each -> console.err().println("wattle: left out: " + each));
            runs.addAll(found.runs());
        }
    }

    private static boolean startsLikeJson(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            return first == '{' || first < 0;
        } catch (IOException problem) {
            throw Failure.unreadable(file.toString(), problem);
        }
    }

    /// @param wanted `KEY=VALUE`, or `KEY` for any value
    static boolean hasLabels(RecordedRun run, List<String> wanted) {
        for (String each : wanted) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            String value = run.labels().get(name);
            if (value == null || (equals >= 0 && !value.equals(each.substring(equals + 1)))) {
                return false;
            }
        }
        return true;
    }

    private static String json(List<RecordedRun> runs) {
        var text = new StringWriter();
        ReportWriter.write(runs, Reports::of, Versions.current(), text);
        return text.toString();
    }

    private String card(List<RecordedRun> runs) {
        if (runs.size() != 1) {
            throw new Failure(
                    Exit.USAGE,
                    93,
                    "a model card is of one run, not of " + runs.size(),
                    "Name one record, or take several as one with --merge.");
        }
        String type =
                Words.choose(
                        "--training-type",
                        trainingType.or("pre-training"),
                        new String[] {"pre-training", "fine-tuning"},
                        each -> each);
        return ModelCard.of(Reports.of(runs.getFirst().footprint()), type);
    }

    private @Nullable Scope scope() {
        return scope.given()
                ? Words.choose("--scope", scope.get(), Scope.values(), Scope::label)
                : null;
    }

    private Format format() {
        int given =
                (format.given() ? 1 : 0)
                        + (json.given() ? 1 : 0)
                        + (csv.given() ? 1 : 0)
                        + (html.given() ? 1 : 0);
        if (given > 1 || (html.given() && output.given())) {
            throw new Failure(
                    Exit.USAGE,
                    40,
                    "--json, --csv, --html, --format and, with --html, --output exclude each other",
                    "Give one.");
        }
        if (json.given()) {
            return Format.JSON;
        }
        if (csv.given()) {
            return Format.CSV;
        }
        if (html.given()) {
            return Format.HTML;
        }
        return format.given()
                ? Words.choose("--format", format.get(), Format.values(), each -> each.label)
                : Format.TEXT;
    }
}
