package wattle.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wattle.ledger.json.FootprintWriter;
import wattle.report.CsvReport;
import wattle.report.LatexReport;
import wattle.report.MarkdownReport;
import wattle.report.ModelCard;
import wattle.report.Report;
import wattle.report.TextReport;

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

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "text, json, csv, latex (with BibTeX), markdown or model-card (default: text).")
    private @Nullable String format;

    @Option(names = "--json", description = "Print wattle.footprint/1; the same as --format json.")
    private boolean json;

    @Option(names = "--csv", description = "Print a header and a row; the same as --format csv.")
    private boolean csv;

    @Option(
            names = "--training-type",
            paramLabel = "TYPE",
            defaultValue = "pre-training",
            description =
                    "For the model card: pre-training or fine-tuning (default: ${DEFAULT-VALUE}).")
    private String trainingType = "pre-training";

    @Option(names = "--output", paramLabel = "FILE", description = "Write to a file instead.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Let --output replace a file.")
    private boolean force;

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
        if (output == null) {
            console.out().print(text);
        } else {
            write(output, text, force);
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
        if ((json || csv) && (format != null || (json && csv))) {
            throw new Failure(
                    Exit.USAGE, 40, "--json, --csv and --format exclude each other", "Give one.");
        }
        if (json) {
            return Format.JSON;
        }
        if (csv) {
            return Format.CSV;
        }
        return format == null
                ? Format.TEXT
                : Words.choose("--format", format, Format.values(), each -> each.label);
    }

    private String trainingType() {
        return Words.choose(
                "--training-type",
                trainingType,
                new String[] {"pre-training", "fine-tuning"},
                each -> each);
    }
}
