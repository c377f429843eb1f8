package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.testing.Property;

/// The calculator's page says what the command line prints.
class CalculatorPageTest {

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

    private static HttpResponse<String> page(String query) throws Exception {
        return site.page(query);
    }

    /// A job said twice: as options and as an address.
    private static final class Job {

        private final List<String> options = new ArrayList<>();
        private final List<String> query = new ArrayList<>();

        void say(String name, Object value) {
            options.add("--" + name.replace('_', '-') + "=" + value);
            query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }

        static Job of(Random random) {
            var job = new Job();
            String[] devices = {"A100", "H100", "V100", "TPU v4", "RTX 3090", "T4", "no such one"};
            int groups = 1 + random.nextInt(3);
            for (int i = 0; i < groups; i++) {
                job.say(
                        "accelerator",
                        devices[random.nextInt(devices.length)] + ":" + (1 + random.nextInt(512)));
            }
            job.say(random.nextBoolean() ? "hours" : "device_hours", digits(random, 5000));
            switch (random.nextInt(5)) {
                case 0 ->
                        job.say(
                                "zone",
                                List.of("FR", "US-CA", "Germany", "XX", "world")
                                        .get(random.nextInt(5)));
                case 1 -> {
                    job.say("provider", "gcp");
                    job.say("region", random.nextBoolean() ? "europe-west4" : "nowhere");
                }
                case 2 -> job.say("intensity", digits(random, 900));
                default -> {}
            }
            maybe(random, job, "utilization", digits(random, 1.1));
            maybe(random, job, "power_watts", digits(random, 800));
            maybe(random, job, "pue", digits(random, 3));
            when(random, job);
            maybe(random, job, "lifespan_years", digits(random, 9));
            maybe(random, job, "resource_share", digits(random, 1.1));
            maybe(random, job, "runs", 1 + random.nextInt(40));
            maybe(random, job, "offset_percent", random.nextInt(120));
            maybe(random, job, "memory_gb", random.nextInt(2000));
            maybe(random, job, "per", "1,000 <b>requests</b> & \"more\"");
            maybe(random, job, "count", 1 + random.nextInt(1_000_000));
            return job;
        }

        private static void when(Random random, Job job) {
            switch (random.nextInt(4)) {
                case 0 -> job.say("year", 2015 + random.nextInt(14));
                case 1 -> {
                    int month = 1 + random.nextInt(9);
                    job.say("from", "2025-0" + month + "-01");
                    if (random.nextBoolean()) {
                        job.say("to", random.nextInt(4) == 0 ? "2025-1" : "2025-12-24T12:00:00Z");
                    }
                }
                default -> {}
            }
        }

        private static void maybe(Random random, Job job, String name, Object value) {
            if (random.nextInt(4) == 0) {
                job.say(name, value);
            }
        }

        private static String digits(Random random, double most) {
            return Double.toString(Math.round(random.nextDouble() * most * 1000) / 1000.0);
        }
    }

    @Test
    void itAgreesWithTheCommandLineOnAThousandJobs() throws Exception {
        var calculated = new int[1];
        var dated = new int[1];
        Property.forAll(
                1000,
                random -> {
                    Job job = Job.of(random);
                    List<String> words = new ArrayList<>(List.of("estimate", "--json"));
                    words.addAll(job.options);
                    Called called = Called.wattle(words.toArray(String[]::new));
                    HttpResponse<String> answer = page(String.join("&", job.query));
                    assertThat(answer.body()).doesNotContain("<b>requests");
                    if (called.exit() == 0) {
                        calculated[0]++;
                        assertThat(answer.statusCode()).isEqualTo(200);
                        assertThat(ServedCalculator.json(answer.body())).isEqualTo(called.out());
                        if (calculated[0] % 10 == 0) {
                            String link = linkToItself(answer.body(), called.json());
                            boolean said =
                                    job.query.stream()
                                            .anyMatch(each -> each.matches("(year|from)=.*"));
                            dated[0] += !said && link.contains("year=") ? 1 : 0;
                        }
                    } else {
                        assertThat(answer.statusCode()).as(called.err()).isEqualTo(422);
                        assertThat(answer.body()).contains("This cannot be calculated yet");
                    }
                });
        assertThat(calculated[0]).isBetween(300, 990);
        assertThat(dated[0]).as("links with a year of their own").isPositive();
    }

    /// The link to a result, which gives the same number.
    private static String linkToItself(String html, JsonNode result) throws Exception {
        Matcher link = Pattern.compile("href=\"/\\?([^\"]*)\">Link to this result").matcher(html);
        assertThat(link.find()).isTrue();
        String query = link.group(1).replace("&amp;", "&");
        double grams = result.path("total_g").asDouble();
        JsonNode again = JsonMapper.shared().readTree(ServedCalculator.json(page(query).body()));
        assertThat(again.path("total_g").asDouble()).isEqualTo(grams);
        assertThat(Double.parseDouble(query.substring(query.indexOf("gave_g=") + 7)))
                .isCloseTo(grams, withinPercentage(0.001));
        return query;
    }

    @Test
    void whateverStandsInAFieldIsShownAsText() throws Exception {
        String hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";
        String encoded = URLEncoder.encode(hostile, StandardCharsets.UTF_8);
        for (String field :
                List.of(
                        "accelerator",
                        "accelerators",
                        "hours",
                        "device_hours",
                        "utilization",
                        "power_watts",
                        "zone",
                        "provider",
                        "region",
                        "intensity",
                        "year",
                        "from",
                        "to",
                        "lifespan_years",
                        "resource_share",
                        "pue",
                        "cpu",
                        "memory_gb",
                        "energy_kwh",
                        "runs",
                        "offset_percent",
                        "per",
                        "count",
                        "with",
                        "data",
                        "gave_g",
                        "no_such_field")) {
            String html = page("accelerator=A100:8&hours=1&" + field + "=" + encoded).body();
            assertThat(html).as(field).doesNotContain("<script>alert").doesNotContain("<img src=x");
        }
    }

    @Test
    void aLinkOfOtherDataSaysSo() throws Exception {
        String old = "accelerator=A100&hours=1&data=1999.01";
        assertThat(page(old).body()).contains("made with the data of 1999.01; this server");
        assertThat(page(old + "&gave_g=1234.5").body())
                .contains("made with the data of 1999.01, which gave 1.23 kg CO2eq");
        assertThat(page(old + "&gave_g=%3Cb%3E").body()).contains("data of 1999.01; this server");
        assertThat(page("accelerator=A100&hours=1&data=" + Versions.current().data()).body())
                .doesNotContain("made with the data of");
    }
}
