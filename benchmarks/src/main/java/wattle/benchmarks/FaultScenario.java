package wattle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import wattle.grid.csv.UncheckedSeries;
import wattle.grid.fault.Rule;
import wattle.testing.fault.FaultScore;
import wattle.testing.fault.Plant;
import wattle.testing.fault.RealFaults;

/// How many faults the rules find: planted ones in the real series of a folder, and those that they
/// claim in the series as they are. Writes `results/faults.csv`.
///
/// The series are parted in two by their names' order: numbers were chosen on those with even
/// places, counted from 0, and are reported on the others and on all.
public final class FaultScenario {

    private static final Path RESULTS = Path.of("results", "faults.csv");
    private static final int SEEDS = 3;

    private FaultScenario() {}

    /// @param arguments the folder of `*.csv.gz` series
    public static void main(String[] arguments) throws IOException {
        List<FaultScore.Case> all = cases(Path.of(arguments[0]));
        Map<String, List<FaultScore.Case>> parts = new TreeMap<>();
        parts.put("all", all);
        for (int i = 0; i < all.size(); i++) {
            parts.computeIfAbsent(i % 2 == 0 ? "tuned" : "held-out", name -> new ArrayList<>())
                    .add(all.get(i));
        }
        var lines =
                new StringBuilder(
                        "series,rule,fault,planted,found,recall,not_judged,right_findings,"
                                + "wrong_findings,precision,false_alarms,series_years,"
                                + "false_alarms_per_series_year\n");
        parts.forEach((name, cases) -> lines(name, cases, lines));
        Files.writeString(RESULTS, lines);
        System.out.print(lines);
        FaultScore.alarms(all).forEach((rule, alarms) -> alarms.forEach(System.out::println));
    }

    private static List<FaultScore.Case> cases(Path folder) throws IOException {
        List<FaultScore.Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv.gz")).sorted().toList()) {
                String name = String.valueOf(file.getFileName()).replace(".csv.gz", "");
                UncheckedSeries read = UncheckedSeries.read(file, null);
                cases.add(
                        new FaultScore.Case(name, read.signal(), read.rows(), RealFaults.of(name)));
            }
        }
        return cases;
    }

    private static void lines(String name, List<FaultScore.Case> cases, StringBuilder lines) {
        double years = FaultScore.years(cases);
        Map<Rule, List<String>> alarms = FaultScore.alarms(cases);
        for (Plant plant : Plant.values()) {
            FaultScore.Score score = new FaultScore.Score(0, 0, 0, 0, 0);
            for (int seed = 1; seed <= SEEDS; seed++) {
                score = score.plus(FaultScore.of(cases, plant, seed));
            }
            int wrong = 0;
            for (Rule rule : plant.rules()) {
                wrong += alarms.getOrDefault(rule, List.of()).size();
            }
            lines.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%s,%d,%d,%.4f,%d,%d,%d,%.4f,%d,%.1f,%.4f%n",
                            name,
                            plant.rule().label(),
                            plant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            score.planted(),
                            score.found(),
                            score.recall(),
                            score.notJudged(),
                            score.right(),
                            score.wrong(),
                            score.precision(),
                            wrong,
                            years,
                            wrong / years));
        }
    }
}
