package wattle.hub.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;

/// What a file to be imported is, told by what is in it and never by its name.
public enum ClaimFile {
    SURVEY("the survey Counting Carbon"),
    TRAINING_RUNS("a table of published training runs"),
    CODE_CARBON("an emissions.csv of CodeCarbon"),
    WATTLE_RECORD("a record of wattle run"),
    MODEL_CARD("a model card"),
    BOAMPS("a BoAmps report");

    private static final int HEAD_BYTES = 64 * 1024;

    private final String description;

    ClaimFile(String description) {
        this.description = description;
    }

    /// In words, with its article.
    public String description() {
        return description;
    }

    /// @throws InvalidFileException if it is none of these
    public static ClaimFile of(Path file) {
        String head = head(file);
        String start = head.replaceFirst("\\A\uFEFF", "").stripLeading();
        if (start.startsWith("---")) {
            return MODEL_CARD;
        }
        if (start.startsWith("{")) {
            return start.contains("\"measures\"") && start.contains("\"task\"")
                    ? BOAMPS
                    : WATTLE_RECORD;
        }
        TableFile table = TableFile.read(file);
        if (hasAll(table, SurveyFile.COLUMNS)) {
            return SURVEY;
        }
        if (hasAll(table, TrainingRunsFile.COLUMNS)) {
            return TRAINING_RUNS;
        }
        if (hasAll(table, List.of("duration", "emissions"))) {
            return CODE_CARBON;
        }
        throw new InvalidFileException(
                file,
                1,
                null,
                "the columns are none that claims are read from",
                "Give the survey's models.csv, a training-runs.csv, CodeCarbon's emissions.csv, a record of wattle"
                        + " run, a model card or a BoAmps report.");
    }

    private static boolean hasAll(TableFile table, List<String> columns) {
        return columns.stream().allMatch(table::has);
    }

    private static String head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
        } catch (java.nio.file.NoSuchFileException missing) {
            throw new InvalidFileException(file, 0, null, "does not exist", "Check the path.");
        } catch (IOException failed) {
            throw new InvalidFileException(
                    file, 0, null, "cannot be read: " + failed.getMessage(), "Check the path.");
        }
    }
}
