package wattle.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.footprint.Account;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.IntensityUsed;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Rung;
import wattle.grid.Signal;
import wattle.report.Report;
import wattle.report.Versions;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Nanos;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Source;

/// A footprint of several intensities says which answered for what share.
class LayersJsonTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Labels LABELS = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2);
    private static final GridZone ZONE = new GridZone("example", "XX");

    private static IntensityFactor yearly() {
        return new IntensityFactor(
                ZONE,
                "Nowhere",
                Range.exactly(new CarbonIntensity(400)),
                LABELS,
                Quality.YEARLY,
                2024,
                "yearly mean",
                new Source("Statistics", null),
                List.of());
    }

    private static Intensity layered() {
        Observed hour =
                Observed.builder(
                                ZONE,
                                LABELS,
                                "",
                                new Source("Example Grid", "CC BY 4.0"),
                                NOON.plusSeconds(7200))
                        .add(
                                Nanos.of(NOON),
                                Nanos.of(NOON.plusSeconds(3600)),
                                100,
                                Quality.MEASURED)
                        .build();
        return new LayeredIntensity(
                List.of(Layer.of(Rung.CACHED, hour).getFirst(), Layer.of(Rung.YEARLY, yearly())),
                (one, other) -> false);
    }

    private static Report report(Intensity intensity) {
        return new Report(
                new Account(
                                List.of(
                                        Metered.exactly(
                                                "gpu-0",
                                                "accelerator",
                                                "X",
                                                new EnergySeries(
                                                        Timeline.regular(
                                                                NOON, Duration.ofHours(1), 2),
                                                        new double[] {10.8e6, 3.6e6}),
                                                Origin.MEASURED,
                                                "meter")),
                                intensity,
                                new GapPolicy.Fail(),
                                new Overhead(
                                        Range.exactly(Pue.NONE),
                                        Origin.SUPPLIED,
                                        new Source("given", null),
                                        null,
                                        ""),
                                new FunctionalUnit("run"),
                                1,
                                List.of(),
                                List.of())
                        .footprint(),
                List.of(),
                new Versions("1", "2"));
    }

    private static String json(Report report) {
        var text = new StringWriter();
        FootprintWriter.write(report, text);
        return text.toString();
    }

    private static IntensityUsed read(String json) {
        return FootprintReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                .footprint()
                .intensity();
    }

    @Test
    void eachLayerWithItsShareAndAge() {
        JsonNode intensity =
                JsonMapper.shared().readTree(json(report(layered()))).path("intensity");
        assertThat(intensity.path("quality").asString()).isEqualTo("yearly");
        assertThat(intensity.path("source").asString()).isEqualTo("Example Grid; Statistics");
        assertThat(intensity.path("licence").isNull()).isTrue();
        assertThat(intensity.path("layers"))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        [{"kind": "cached", "quality": "measured", "zone": "example:XX",
                                          "place": "example:XX", "year": null,
                                          "source": "Example Grid", "licence": "CC BY 4.0",
                                          "share": 0.75, "energy_weighted_g_per_kwh": 100.0,
                                          "retrieved_at": "2026-01-01T14:00:00Z", "issued_at": null},
                                         {"kind": "yearly", "quality": "yearly", "zone": "example:XX",
                                          "place": "Nowhere", "year": 2024,
                                          "source": "Statistics", "licence": null,
                                          "share": 0.25, "energy_weighted_g_per_kwh": 400.0,
                                          "retrieved_at": null, "issued_at": null}]
                                        """));
    }

    @Test
    void whatIsWrittenIsRead() {
        Report report = report(layered());
        assertThat(read(json(report))).isEqualTo(report.footprint().intensity());
    }

    @Test
    void anIntensityWithoutLayersHasNone() {
        String json = json(report(yearly()));
        assertThat(json).doesNotContain("layers");
        assertThat(read(json).layers()).isEmpty();
    }

    @Test
    void aShareThatCannotBeIsRefused() {
        assertThatThrownBy(() -> read(json(report(layered())).replace("0.75", "1.75")))
                .isInstanceOf(MalformedFootprintException.class)
                .hasMessageContaining("share");
    }
}
