package wattle.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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

    private final TableOptions table =
            new TableOptions(
                    "Print wattle.footprint/1; the same as --format json.",
                    "Print a header and a row; the same as --format csv.");

    private final Opt<String> trainingType =
            Opt.text(
                    "--training-type",
                    "TYPE",
                    "For the model card: pre-training or fine-tuning (default: pre-training).");

    CommandSpec addTo(CommandSpec command) {
        return table.addTo(Opt.add(command, format, trainingType));
    }

    void print(Report report, Console console) {
        table.write(
                switch (format()) {
                    case TEXT -> TextReport.of(report);
                    case JSON -> json(report);
                    case CSV -> CsvReport.of(report);
                    case LATEX -> LatexReport.of(report);
                    case MARKDOWN -> MarkdownReport.of(report);
                    case MODEL_CARD -> ModelCard.of(report, trainingType());
                },
                console);
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
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), replace);
    }

    /// As text is, of anything else.
    static void write(Path file, AtomicFile.Content content, boolean replace) {
        try {
            AtomicFile.write(file, content, replace);
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
        if ((table.json() || table.csv()) && (format.given() || (table.json() && table.csv()))) {
            throw new Failure(
                    Exit.USAGE, 40, "--json, --csv and --format exclude each other", "Give one.");
        }
        if (table.json()) {
            return Format.JSON;
        }
        if (table.csv()) {
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
