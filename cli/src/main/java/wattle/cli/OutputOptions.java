package wattle.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import wattle.report.CsvReport;
import wattle.report.LatexReport;
import wattle.report.MarkdownReport;
import wattle.report.ModelCard;
import wattle.report.Report;
import wattle.report.TextReport;
import wattle.report.json.FootprintWriter;

/// How a footprint is printed and where: options that several commands share.
final class OutputOptions {

    /// What `--format` may say.
    private enum Format {
        TEXT("text"),
        JSON("json"),
        CSV("csv"),
        LATEX("latex"),
        MARKDOWN("markdown"),
        MODEL_CARD("model-card");

        private final String label;

        Format(String label) {
            this.label = label;
        }
    }

    private final Opt<String> format =
            Opt.text(
                    "--format",
                    "FORMAT",
                    "text, json, csv, latex (with BibTeX), markdown or model-card (default: text).");

    private final Opt<Boolean> json =
            Opt.flag("--json", "Print wattle.footprint/1; the same as --format json.");

    private final Opt<Boolean> csv =
            Opt.flag("--csv", "Print a header and a row; the same as --format csv.");

    private final Opt<String> trainingType =
            Opt.text(
                    "--training-type",
                    "TYPE",
                    "For the model card: pre-training or fine-tuning (default: pre-training).");

    private final Opt<String> output = Opt.text("--output", "FILE", "Write to a file instead.");

    private final Opt<Boolean> force = Opt.flag("--force", "Let --output replace a file.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, format, json, csv, trainingType, output, force);
    }

    void print(Report report, Console console) {
        String text =
                switch (format()) {
                    case TEXT -> TextReport.of(report);
                    case JSON -> json(report);
                    case CSV -> CsvReport.of(report);
                    case LATEX -> LatexReport.of(report);
                    case MARKDOWN -> MarkdownReport.of(report);
                    case MODEL_CARD -> ModelCard.of(report, trainingType());
                };
        if (output.given()) {
            write(Words.path("--output", output.get()), text, force.given());
        } else {
            console.out().print(text);
        }
    }

    static String json(Report report) {
        var text = new StringWriter();
        FootprintWriter.write(report, text);
        return text.toString();
    }

    /// Writes the whole file or nothing.
    ///
    /// @throws Failure if the file exists and must not be replaced, or cannot be written
    static void write(Path file, String text, boolean replace) {
        try {
            AtomicFile.write(file, text, replace);
        } catch (java.nio.file.FileAlreadyExistsException exists) {
            throw new Failure(
                    Exit.CONFLICT,
                    1,
                    file + " exists already",
                    "Choose another name, or add --force to replace it.",
                    exists);
        } catch (IOException problem) {
            throw new Failure(
                    Exit.FAULT,
                    10,
                    file + " cannot be written",
                    Files.isDirectory(file)
                            ? "It is a folder: name a file."
                            : "Check that its folder is there and may be written to.",
                    problem);
        }
    }

    private Format format() {
        if ((json.given() || csv.given()) && (format.given() || (json.given() && csv.given()))) {
            throw new Failure(
                    Exit.USAGE, 40, "--json, --csv and --format exclude each other", "Give one.");
        }
        if (json.given()) {
            return Format.JSON;
        }
        if (csv.given()) {
            return Format.CSV;
        }
        return format.given()
                ? Words.choose("--format", format.get(), Format.values(), each -> each.label)
                : Format.TEXT;
    }

    private String trainingType() {
        return Words.choose(
                "--training-type",
                trainingType.or("pre-training"),
                new String[] {"pre-training", "fine-tuning"},
                each -> each);
    }
}
