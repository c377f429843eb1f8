package wattle.grid.csv;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.csv.TableFile;

/// What the `regions.csv` in a series' folder says of it; nothing where there is none or where it
/// does not name the series.
record RegionsFile(Path series, TableFile.@Nullable Row row, List<String> remarks) {

    static final String NAME = "regions.csv";

    static RegionsFile beside(Path series) {
        Path file = series.resolveSibling(NAME);
        if (!Files.exists(file) || file.equals(series)) {
            return new RegionsFile(series, null, List.of());
        }
        TableFile table = TableFile.read(file);
        if (!table.has("region")) {
            return new RegionsFile(
                    series,
                    null,
                    List.of(file + " has no column region, so it was not used for labels"));
        }
        table.require("region", "zone", "signal", "factor", "licence");
        String region = region(series);
        List<TableFile.Row> named =
                table.rows().stream().filter(each -> each.text("region").equals(region)).toList();
        if (named.size() > 1) {
            throw named.get(1)
                    .refused(
                            "region",
                            region + " is there twice, first in line " + named.getFirst().line(),
                            "Delete the row that is wrong.");
        }
        return new RegionsFile(series, named.isEmpty() ? null : named.getFirst(), List.of());
    }

    /// The file's name without `.gz` and `.csv`.
    static String region(Path series) {
        String name = fileName(series);
        name = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        return name.endsWith(".csv") ? name.substring(0, name.length() - ".csv".length()) : name;
    }

    private static String fileName(Path series) {
        Path name = series.getFileName();
        return name == null ? series.toString() : name.toString();
    }

    /// The signal, given what the caller says.
    Signal signal(@Nullable Signal said) {
        return label("signal", said, Signal.values(), Signal::label).orElse(Signal.UNSTATED);
    }

    /// The factor, given what the caller says.
    Factor factor(@Nullable Factor said) {
        return label("factor", said, Factor.values(), Factor::label).orElse(Factor.UNSTATED);
    }

    Quality quality() {
        return label("quality", null, Quality.values(), Quality::label).orElse(Quality.UNSTATED);
    }

    @Nullable String zone() {
        return text("zone").orElse(null);
    }

    @Nullable String licence() {
        return text("licence").orElse(null);
    }

    /// Who published the series, as far as it is said; else the file's name.
    String source() {
        return Stream.of("source", "method", "source_repo", "source_path")
                .flatMap(column -> text(column).stream())
                .reduce((first, second) -> first + ", " + second)
                .orElse(fileName(series));
    }

    private Optional<String> text(String column) {
        return row == null || row.text(column).isEmpty()
                ? Optional.empty()
                : Optional.of(row.text(column));
    }

    private <T> Optional<T> label(
            String column, @Nullable T said, T[] values, Function<T, String> word) {
        Optional<String> written = text(column);
        if (row == null || written.isEmpty()) {
            return Optional.ofNullable(said);
        }
        Optional<T> found =
                Arrays.stream(values)
                        .filter(each -> word.apply(each).equals(written.get()))
                        .findFirst();
        if (found.isEmpty()) {
            String words = Arrays.stream(values).map(word).collect(Collectors.joining(", "));
            throw row.refused(
                    column,
                    '"' + written.get() + "\" is not known here; expected one of " + words,
                    "Correct the word or leave the cell empty.");
        }
        if (said != null && !said.equals(found.get())) {
            throw row.refused(
                    column,
                    fileName(series)
                            + " is "
                            + written.get()
                            + " here, and "
                            + word.apply(said)
                            + " by --"
                            + column,
                    "Leave out --" + column + ", or correct " + NAME + ".");
        }
        return found;
    }
}
