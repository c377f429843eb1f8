package wattle.grid.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wattle.testing.fault.FaultScore;
import wattle.testing.fault.Plant;

class FaultsOnRealSeriesTest {
    @Test
    void explore() throws IOException {
        Path folder = Path.of("/tmp/wt/shared/data/intensity");
        List<FaultScore.Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList()) {
                UncheckedSeries read = UncheckedSeries.read(each, null);
                cases.add(
                        new FaultScore.Case(
                                each.getFileName().toString(), read.signal(), read.rows(), List.of()));
            }
        }
        var text = new StringBuilder();
        FaultScore.alarms(cases)
                .forEach((rule, all) -> all.forEach(a -> text.append(rule + " " + a + "\n")));
        for (int half = 0; half < 3; half++) {
            List<FaultScore.Case> some = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                if (half == 2 || i % 2 == half) {
                    some.add(cases.get(i));
                }
            }
            for (Plant plant : Plant.values()) {
                FaultScore.Score score = FaultScore.of(some, plant, 1);
                text.append(half + " " + plant + " " + score + " " + score.recall() + " " + score.precision() + "\n");
            }
        }
        for (Plant plant : Plant.values()) {
            for (FaultScore.Case each : cases) {
                FaultScore.Score score = FaultScore.of(each, plant, 1);
                if (score.found() < score.planted() || score.wrong() > 0) {
                    text.append("MISS " + plant + " " + each.name() + " " + score + "\n");
                }
            }
        }
        Files.writeString(Path.of("/tmp/faultlab/out.txt"), text);
    }
}
