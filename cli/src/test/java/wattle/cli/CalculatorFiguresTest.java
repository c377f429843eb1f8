package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.catalog.CloudRegions;

/// What the calculator's page says beside the footprint, against estimates of the command line.
class CalculatorFiguresTest {

    @TempDir static Path home;

    private static ServedCalculator site;

    @BeforeAll
    static void started() {
        site = new ServedCalculator(home);
    }

    @AfterAll
    static void stopped() {
        site.close();
    }

    private static String page(String query) throws Exception {
        return site.page(query).body();
    }

    /// In grams, of words such as `2.06 kg CO2eq`.
    private static double grams(String words) {
        Matcher mass = Pattern.compile("([0-9.,]+) (m?g|kg|t|kt) CO2eq").matcher(words);
        assertThat(mass.find()).as(words).isTrue();
        double unit =
                switch (mass.group(2)) {
                    case "mg" -> 1e-3;
                    case "g" -> 1;
                    case "kg" -> 1e3;
                    case "t" -> 1e6;
                    default -> 1e9;
                };
        return unit * Double.parseDouble(mass.group(1).replace(",", ""));
    }

    /// What stands under a heading, without its tags.
    private static List<String> under(String html, String heading, String element) {
        int from = html.indexOf(">" + heading + "</h");
        assertThat(from).as(heading).isPositive();
        int to = html.indexOf("<h", from + heading.length() + 6);
        return Pattern.compile("(?s)<" + element + "[ >].*?</" + element + ">")
                .matcher(html.substring(from, to))
                .results()
                .map(each ->
                        each.group().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ").strip())
                .toList();
    }

    private static JsonNode estimate(String... options) {
        List<String> words = new ArrayList<>(List.of("estimate", "--json"));
        words.addAll(List.of(options));
        return Called.wattle(words.toArray(String[]::new)).json();
    }

    @Test
    void thePartsOfTheTotalAddUp() throws Exception {
        String html = page("accelerator=A100:8&accelerator=T4:3&cpu=Xeon+8380:2&hours=9&zone=DE");
        List<String> parts = under(html, "What it is made of", "li");
        assertThat(parts).hasSize(5);
        double total =
                JsonMapper.shared()
                        .readTree(ServedCalculator.json(html))
                        .path("total_g")
                        .asDouble();
        assertThat(parts.stream().mapToDouble(CalculatorFiguresTest::grams).sum())
                .isCloseTo(total, withinPercentage(0.5));
        assertThat(
                        parts.stream()
                                .mapToInt(each ->
                                        Integer.parseInt(
                                                each.replaceAll(".*\\((\\d+) %\\).*", "$1")))
                                .sum())
                .isBetween(98, 102);
    }

    @Test
    void theCheapestRegionsAreThoseOfAllEstimates() throws Exception {
        String html = page("accelerator=A100:8&hours=100&zone=FR");
        String labels = labels(JsonMapper.shared().readTree(ServedCalculator.json(html)));
        List<Double> least = new ArrayList<>();
        for (String provider : CloudRegions.providers()) {
            for (String region : CloudRegions.regions(provider)) {
                JsonNode each =
                        estimate(
                                "--accelerator=A100:8",
                                "--hours=100",
                                "--provider=" + provider,
                                "--region=" + region);
                if (labels(each).equals(labels)) {
                    least.add(each.path("operational_g").asDouble());
                }
            }
        }
        least.sort(null);
        assertThat(least).hasSizeGreaterThan(20);
        List<String> words = under(html, "Where this job would emit least", "tr");
        assertThat(words).hasSize(4); // With the head of the table.
        for (int i = 0; i < 3; i++) {
            String[] name = words.get(i + 1).split(" ", 3);
            double said = grams(words.get(i + 1));
            assertThat(said).isCloseTo(least.get(i), withinPercentage(0.5));
            assertThat(
                            estimate(
                                            "--accelerator=A100:8",
                                            "--hours=100",
                                            "--provider=" + name[0],
                                            "--region=" + name[1])
                                    .path("operational_g")
                                    .asDouble())
                    .as(words.get(i + 1))
                    .isCloseTo(said, withinPercentage(0.5));
        }
    }

    private static String labels(JsonNode footprint) {
        JsonNode intensity = footprint.path("intensity");
        return intensity.path("signal").asString() + " " + intensity.path("factor").asString();
    }

    /// By the estimates of a day in each month, started at each hour.
    @Test
    void theBestHoursAreThoseOfAllEstimates() throws Exception {
        String html = page("accelerator=A100:8&hours=5.5&zone=DE");
        double[] hours = new double[24];
        double mean = 0;
        for (int hour = 0; hour < 24; hour++) {
            for (int month = 1; month <= 12; month++) {
                hours[hour] +=
                        estimate(
                                                "--accelerator=A100:8",
                                                "--hours=5.5",
                                                "--zone=DE",
                                                String.format(
                                                        "--from=2026-%02d-10T%02d:00:00Z",
                                                        month, hour))
                                        .path("operational_g")
                                        .asDouble()
                                / 12;
            }
            mean += hours[hour] / 24;
        }
        double[] sorted = hours.clone();
        Arrays.sort(sorted);
        List<String> best = under(html, "When to start it here", "li");
        assertThat(best).hasSize(3);
        for (int i = 0; i < 3; i++) {
            int hour = Integer.parseInt(best.get(i).substring(0, 2));
            assertThat(grams(best.get(i))).isCloseTo(hours[hour], withinPercentage(0.5));
            assertThat(hours[hour]).isCloseTo(sorted[i], withinPercentage(1e-6));
            assertThat(best.get(i))
                    .contains(
                            String.format("%+.0f %%", 100 * (hours[hour] / mean - 1))
                                    .replace('-', '−'));
        }
    }

    @Test
    void equivalentsNameTheirSourceAndYear() throws Exception {
        String html = page("accelerator=A100:8&hours=100&zone=FR");
        assertThat(html.replaceAll("\\s+", " "))
                .containsPattern(
                        "As much as [0-9,.]+ [^(]+\\([^)]*, 20\\d\\d\\), or [0-9,.]+ [^(]+\\([^)]*, 20\\d\\d\\)");
        // What moves it most comes first, with the total at both ends.
        List<String> movers = under(html, "What moves it most", "tr");
        assertThat(movers.get(1)).startsWith("power of each (accelerator-0)");
        barsAreToScale(html);
        JsonNode low =
                estimate("--accelerator=A100:8", "--hours=100", "--zone=FR", "--power-watts=100");
        assertThat(grams(movers.get(1)))
                .isCloseTo(low.path("total_g").asDouble(), withinPercentage(0.5));
    }

    /// Each bar lies between the ends of its input, and the line at the total, on one axis.
    private static void barsAreToScale(String html) {
        JsonNode json = JsonMapper.shared().readTree(ServedCalculator.json(html));
        double total = json.path("total_g").asDouble();
        double least = total;
        double greatest = total;
        for (JsonNode each : json.path("range_causes")) {
            for (String end : List.of("low_g", "high_g")) {
                least = Math.min(least, each.path(end).asDouble());
                greatest = Math.max(greatest, each.path(end).asDouble());
            }
        }
        double scale = 1000 / (greatest - least);
        List<MatchResult> bars =
                Pattern.compile(
                                "<rect x=\"([0-9.]+)\" y=\"12\" width=\"([0-9.]+)\"[^>]*></rect><line x1=\"([0-9.]+)\"")
                        .matcher(html)
                        .results()
                        .toList();
        assertThat(bars).hasSameSizeAs(json.path("range_causes").values()).hasSizeGreaterThan(3);
        int i = 0;
        for (JsonNode each : json.path("range_causes")) {
            double one = each.path("low_g").asDouble();
            double other = each.path("high_g").asDouble();
            double[] expected = {
                (Math.min(one, other) - least) * scale,
                Math.abs(one - other) * scale,
                (total - least) * scale
            };
            for (int at = 0; at < expected.length; at++) {
                assertThat(Double.parseDouble(bars.get(i).group(at + 1)))
                        .isCloseTo(expected[at], within(0.06));
            }
            i++;
        }
    }
}
