package wattle.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.footprint.Prediction;
import wattle.report.ExampleRuns;
import wattle.report.Foreseen;
import wattle.report.RecordedRun;

class ReportJsonTest {

    private static JsonNode json(RecordedRun... runs) {
        var out = new StringWriter();
        ReportWriter.write(List.of(runs), ExampleRuns::reported, ExampleRuns.VERSIONS, out);
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void everyRunIsAFootprintThatAlsoSaysWhatWasRun() {
        JsonNode report = json(ExampleRuns.run());
        assertThat(report.path("schema").asString()).isEqualTo("wattle.report/1");
        assertThat(report.path("versions").path("wattle").asString()).isEqualTo("1.2.3");
        JsonNode run = report.path("runs").path(0);
        assertThat(run.path("schema").asString()).isEqualTo("wattle.footprint/1");
        assertThat(run.path("run_id").asString()).isEqualTo("20260301T100000Z-a1b2");
        assertThat(run.path("command").toString()).isEqualTo("[\"python\",\"train.py\"]");
        assertThat(run.path("labels").toString()).isEqualTo("{\"project\":\"demo\"}");
        assertThat(run.path("state").asString()).isEqualTo("finished");
        assertThat(run.path("samples").asInt()).isEqualTo(3600);
        assertThat(run.path("missed_samples").asInt()).isEqualTo(2);
        assertThat(run.path("exit_code").asInt()).isZero();
        assertThat(run.path("scope").asString()).isEqualTo("machine");
        assertThat(run.path("host").asString()).isEqualTo("node-1");
        assertThat(run.path("own_cpu_seconds").asDouble()).isEqualTo(5.3);
        assertThat(run.path("own_memory_bytes").asLong()).isEqualTo(90_000_000);
        assertThat(run.path("operational_g").asDouble()).isCloseTo(78, within(1e-9));
    }

    @Test
    void aRunIsReadBackAsTheFootprintItIs() {
        RecordedRun run = ExampleRuns.run();
        byte[] text = json(run).path("runs").path(0).toString().getBytes(StandardCharsets.UTF_8);
        assertThat(FootprintReader.read(new ByteArrayInputStream(text)).footprint().total())
                .isEqualTo(run.footprint().total());
    }

    @Test
    void totalsAreSumsAndWhatIsNotKnownIsNull() {
        JsonNode totals = json(ExampleRuns.run(), ExampleRuns.run()).path("totals");
        assertThat(totals.path("runs").asInt()).isEqualTo(2);
        assertThat(totals.path("it_energy_kwh").asDouble()).isCloseTo(1.3, within(1e-12));
        assertThat(totals.path("energy_kwh").asDouble()).isCloseTo(1.56, within(1e-12));
        assertThat(totals.path("operational_g").asDouble()).isCloseTo(156, within(1e-9));
        assertThat(totals.path("total_g").asDouble()).isCloseTo(156, within(1e-9));
        assertThat(totals.path("embodied_g").isNull()).isTrue();
        assertThat(totals.path("duration_seconds").asDouble()).isEqualTo(7200);
        assertThat(json().path("totals").path("runs").asInt()).isZero();
    }

    @Test
    void aRunThatHasNotEndedHasNoExitCodeAndNoCostOfItsOwn() {
        RecordedRun ended = ExampleRuns.run();
        JsonNode run =
                json(new RecordedRun(
                                ended.id(),
                                List.of(),
                                Map.of(),
                                RecordedRun.State.RUNNING,
                                null,
                                "process",
                                RecordedRun.UNKNOWN,
                                RecordedRun.UNKNOWN,
                                new RecordedRun.Machine("", "", "", 0, 0),
                                ended.metered(),
                                ended.intensity(),
                                ended.footprint(),
                                null))
                        .path("runs")
                        .path(0);
        for (String key :
                List.of(
                        "exit_code",
                        "own_cpu_seconds",
                        "own_memory_bytes",
                        "host",
                        "samples",
                        "missed_samples")) {
            assertThat(run.path(key).isNull()).as(key).isTrue();
        }
    }

    @Test
    void whatIsForeseenHasItsInterval() {
        RecordedRun ended = ExampleRuns.run();
        Prediction grams = Prediction.of(new double[] {20, 9, 10, 11}, 0, 10);
        Prediction first = Prediction.of(new double[] {20}, 0, 10);
        JsonNode prediction =
                json(new RecordedRun(
                                ended.id(),
                                ended.command(),
                                ended.labels(),
                                ended.state(),
                                ended.exitCode(),
                                ended.scope(),
                                ended.samples(),
                                ended.missed(),
                                ended.machine(),
                                ended.metered(),
                                ended.intensity(),
                                ended.footprint(),
                                ended.own(),
                                new Foreseen(
                                        Objects.requireNonNull(first),
                                        Objects.requireNonNull(grams),
                                        Objects.requireNonNull(grams))))
                        .path("runs")
                        .path(0)
                        .path("prediction");
        assertThat(prediction.path("epochs_done").asInt()).isEqualTo(4);
        assertThat(prediction.path("epochs").asInt()).isEqualTo(10);
        assertThat(prediction.path("operational_g").asDouble()).isCloseTo(110, within(1e-9));
        assertThat(prediction.path("operational_g_high").asDouble())
                .isCloseTo(128.256, within(0.001));
        assertThat(prediction.path("energy_kwh_low").isNull()).isTrue();
        assertThat(json(ended).path("runs").path(0).path("prediction").isNull()).isTrue();
    }
}
