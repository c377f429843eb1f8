package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.report.Versions;
import wattle.testing.Property;

class AnalysisJsonTest {

    private static final Versions VERSIONS = new Versions("1.2.3", "2026-11");
    private static final Settings FEW = new Settings(7, 200);

    private static final List<Row> TWO =
            List.of(
                    Made.model("m0")
                            .task("vision", 2014)
                            .in("Elsewhere", "coal")
                            .intensity(500)
                            .hardware(2, 10, 300)
                            .energy("6")
                            .carbon("3")
                            .score("images", "f1_percent", 90)
                            .row(),
                    Made.model("m1")
                            .task("vision", 2020)
                            .in("Elsewhere", "coal")
                            .intensity(500)
                            .hardware(4, 10, 300)
                            .energy("12")
                            .carbon("60")
                            .score("images", "f1_percent", 80)
                            .row());

    private static String json(List<Row> rows) {
        var out = new StringWriter();
        AnalysisJson.write(Analysis.of(rows, FEW), VERSIONS, out);
        return out.toString();
    }

    /// The shape that other programs rely on, as it is promised.
    @Test
    void hasThePromisedKeys() {
        JsonNode document = JsonMapper.shared().readTree(json(TWO));
        assertThat(document.get("schema").asString()).isEqualTo("wattle.analysis/1");
        assertThat(document.get("models").asInt()).isEqualTo(2);
        has(
                document.get("energy_sources").get(0),
                "energy_source",
                "models",
                "mean_g_per_kwh",
                "median_g_per_kwh",
                "min_g_per_kwh",
                "max_g_per_kwh");
        has(
                document.get("countries").get(0),
                "country",
                "models",
                "median_g_per_kwh",
                "main_energy_source");
        has(document.get("tasks").get(0), "task", "models", "first_year", "last_year");
        has(
                document.get("totals"),
                "co2eq_kg",
                "mean_intensity_g_per_kwh",
                "energy_weighted_intensity_g_per_kwh",
                "median_training_hours",
                "median_device_hours",
                "top4_share");
        has(
                document.get("energy_vs_co2"),
                "n",
                "slope",
                "intercept",
                "r_squared",
                "by_energy_source");
        has(
                document.get("by_task_and_year").get(0),
                "year_bin",
                "task",
                "n",
                "trimmed_mean_99",
                "median",
                "ci99");
        has(document.get("pareto").get(0), "dataset", "metric", "models_with_metric", "front");
        has(
                document.get("pareto").get(0).get("front").get(0),
                "model_id",
                "co2eq_kg",
                "metric_value");
        has(document.get("inconsistent_rows").get(0), "model_id", "rule", "recorded", "recomputed");
        assertThat(document.get("versions").toString())
                .isEqualTo("{\"wattle\":\"1.2.3\",\"data\":\"2026-11\"}");
    }

    private static void has(JsonNode node, String... keys) {
        assertThat(node.propertyNames()).contains(keys);
    }

    @Test
    void saysWhatTheFiguresAre() {
        JsonNode document = JsonMapper.shared().readTree(json(TWO));
        assertThat(document.get("countries").get(0).toString())
                .isEqualTo(
                        """
                        {"country":"Elsewhere","country_code":null,"models":2,\
                        "median_g_per_kwh":500.0,"main_energy_source":["coal"],\
                        "energy_sources":{"coal":2}}\
                        """);
        assertThat(document.get("by_task_and_year").get(0).toString())
                .isEqualTo(
                        """
                        {"year_bin":"2012-2016","task":"vision","n":1,"trimmed_mean_99":3.0,\
                        "median":3.0,"ci99":[3.0,3.0],"ci_method":"resampled"}\
                        """);
        assertThat(document.get("pareto").get(0).toString())
                .isEqualTo(
                        """
                        {"dataset":"images","metric":"f1_percent","higher_is_better":true,\
                        "models_with_metric":2,"models_with_co2eq":2,\
                        "front":[{"model_id":"m0","co2eq_kg":3.0,"metric_value":90.0}],\
                        "models_with_energy":2,\
                        "energy_front":[{"model_id":"m0","energy_kwh":6.0,"metric_value":90.0}],\
                        "rank_correlation_with_co2eq":-1.0}\
                        """);
        assertThat(document.get("inconsistent_rows").toString())
                .isEqualTo(
                        """
                        [{"model_id":"m1","rule":"carbon = energy × intensity","recorded":60.0,\
                        "recomputed":6.0,"unit":"kg"}]\
                        """);
        assertThat(document.get("bootstrap").toString())
                .isEqualTo("{\"resamples\":200,\"seed\":7,\"generator\":\"SplitMix64\"}");
    }

    @Test
    void anEmptySelectionIsWrittenWithNulls() {
        JsonNode document = JsonMapper.shared().readTree(json(List.of()));
        assertThat(document.get("energy_sources").toString()).isEqualTo("[]");
        assertThat(document.get("totals").get("co2eq_kg").isNull()).isTrue();
        assertThat(document.get("totals").get("top4_share").isNull()).isTrue();
        assertThat(document.get("energy_vs_co2").toString())
                .isEqualTo(
                        """
                        {"n":0,"slope":null,"intercept":null,"r_squared":null,\
                        "by_energy_source":[]}\
                        """);
    }

    /// JSON has no NaN, and Jackson would write it as a text.
    @Test
    void everyNumberIsANumberWhateverTheSelection() throws Exception {
        Property.forAll(
                200,
                random -> {
                    List<Row> rows = new ArrayList<>();
                    for (int i = random.nextInt(12); i > 0; i--) {
                        rows.add(Made.any(random));
                    }
                    String json = json(rows);
                    assertThat(json).doesNotContain("NaN", "Infinity");
                    JsonMapper.shared().readTree(json);
                });
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertThat(json(TWO)).isEqualTo(json(TWO.reversed())).endsWith("}\n");
    }

    @Test
    void tablesAsCsvHaveTheSameNumbers() {
        Analysis analysis = Analysis.of(TWO, FEW);
        assertThat(AnalysisCsv.byTaskAndYear(analysis))
                .isEqualTo(
                        """
                        year_bin,task,n,trimmed_mean_99,median,ci99_low,ci99_high
                        2012-2016,vision,1,3.0,3.0,3.0,3.0
                        2020,vision,1,60.0,60.0,60.0,60.0
                        """);
        assertThat(AnalysisCsv.countries(analysis))
                .isEqualTo(
                        """
                        country,country_code,models,median_g_per_kwh,main_energy_source
                        Elsewhere,,2,500.0,coal
                        """);
    }
}
