package wattle.hub.web.codecarbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Names and statuses are those that CodeCarbon's client and its server's schemas have, written out
/// here.
class CodeCarbonRoutesTest {

    private static final String[] SUMS = {
        "emissions",
        "cpu_power",
        "gpu_power",
        "ram_power",
        "cpu_energy",
        "gpu_energy",
        "ram_energy",
        "energy_consumed",
        "duration",
        "emissions_rate",
        "emissions_count",
        "cpu_utilization_percent",
        "gpu_utilization_percent",
        "ram_utilization_percent"
    };

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir static Path folder;

    private static TrackerServer server;
    private static Client admin;

    @BeforeAll
    static void started() throws Exception {
        server = new TrackerServer(folder.resolve("hub.db"));
        admin = server.client(Tokens.ADMINISTERS);
    }

    @AfterAll
    static void stopped() {
        server.close();
    }

    @Test
    void organizationsAreMadeReadAndChanged() throws Exception {
        JsonNode made =
                admin.post("/organizations", "{\"name\": \"Lab\", \"description\": \"Ours\"}");
        assertThat(made.propertyNames()).containsExactly("id", "name", "description");
        String path = "/organizations/" + made.path("id").asString();
        assertThat(admin.get(path)).isEqualTo(made);
        assertThat(admin.get("/organizations").valueStream()).contains(made);
        JsonNode changed = admin.patch(path, "{\"description\": \"Yours\"}");
        assertThat(changed.path("name").asString()).isEqualTo("Lab");
        assertThat(changed.path("description").asString()).isEqualTo("Yours");
        assertThat(admin.get(path)).isEqualTo(changed);
        assertThat(admin.get(path + "/users").isEmpty()).isTrue();
        assertThat(admin.get(path + "/projects").isEmpty()).isTrue();
        // There is nobody whom an address would name.
        assertThat(
                        admin.refused(
                                        404,
                                        "POST",
                                        path + "/add-user",
                                        "{\"email\": \"ada@example.org\"}")
                                .asString())
                .contains("tokens");
        String nowhere = "/organizations/" + UUID.randomUUID();
        for (String method : List.of("GET", "PATCH")) {
            admin.refused(404, method, nowhere, method.equals("GET") ? "" : "{}");
        }
        JsonNode sums = admin.get(path + "/sums");
        assertThat(sums.propertyNames())
                .contains(SUMS)
                .contains("organization_id", "name", "description");
        // Of nothing the sum is zero, and there is no mean.
        assertThat(sums.path("emissions").asInt(-1)).isZero();
        assertThat(sums.path("cpu_power").isNull()).isTrue();
    }

    @Test
    void projectsAreMadeReadChangedAndDeleted() throws Exception {
        var lab = Lab.in(server);
        String path = "/projects/" + lab.project();
        JsonNode project = admin.get(path);
        assertThat(project.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "name", "description", "organization_id", "public", "experiments");
        assertThat(project.path("experiments").path(0).asString()).isEqualTo(lab.experiment());
        for (String list :
                List.of(
                        "/projects?organization=" + lab.organization(),
                        "/organizations/" + lab.organization() + "/projects")) {
            assertThat(admin.get(list).path(0).path("id").asString()).isEqualTo(lab.project());
        }
        admin.patch(path, "{\"public\": true, \"name\": null}");
        assertThat(server.client(null).get(path).path("name").asString()).isEqualTo("Trees");
        String run = server.client(lab.writes()).run(lab.experiment());
        server.client(lab.writes()).post("/emissions", Client.emission(run, AT, "1"));
        admin.delete(path);
        admin.refused(404, "GET", path, "");
        admin.refused(404, "DELETE", path, "");
        admin.refused(404, "GET", "/runs/" + run, "");
        admin.refused(404, "POST", "/emissions", Client.emission(run, AT, "1"));
        server.client(lab.reads()).refused(403, "GET", path, "");
        admin.refused(
                404,
                "POST",
                "/projects",
                "{\"name\": \"n\", \"description\": \"d\", \"organization_id\": \""
                        + UUID.randomUUID()
                        + "\"}");
    }

    @Test
    void aTokenIsShownOnce() throws Exception {
        var lab = Lab.in(server);
        String path = "/projects/" + lab.project() + "/api-tokens";
        JsonNode made = admin.post(path, "{\"name\": \"both\", \"access\": 3}");
        assertThat(made.propertyNames())
                .containsExactly(
                        "id", "project_id", "name", "token", "last_used", "access", "revoked");
        assertThat(made.path("token").asString()).matches("cpt_[-_A-Za-z0-9]{43}");
        assertThat(made.path("access").asInt()).isEqualTo(3);
        // Where nobody says, it writes.
        assertThat(admin.post(path, "{}").path("access").asInt()).isEqualTo(2);
        server.client(made.path("token").asString()).get("/projects/" + lab.project());
        JsonNode tokens = admin.get(path);
        assertThat(tokens.size()).isEqualTo(4);
        assertThat(tokens.toString()).doesNotContain("cpt_");
        assertThat(
                        tokens.valueStream()
                                .filter(each -> each.path("id").equals(made.path("id")))
                                .map(each -> each.path("last_used").asString()))
                .containsExactly(TrackerServer.NOW.toString());
        admin.delete(path + "/" + made.path("id").asString());
        admin.refused(404, "DELETE", path + "/" + made.path("id").asString(), "");
        server.client(made.path("token").asString())
                .refused(403, "GET", "/projects/" + lab.project(), "");
        assertThat(
                        admin.refused(422, "POST", path, "{\"access\": 4}")
                                .path(0)
                                .path("loc")
                                .path(1)
                                .asString())
                .isEqualTo("access");
    }

    @Test
    void experimentsHaveTheirTimeFromTheServer() throws Exception {
        var lab = Lab.in(server);
        JsonNode experiment = admin.get("/experiments/" + lab.experiment());
        assertThat(experiment.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "timestamp",
                        "project_id",
                        "name",
                        "description",
                        "country_name",
                        "country_iso_code",
                        "region",
                        "on_cloud",
                        "cloud_provider",
                        "cloud_region");
        assertThat(experiment.path("timestamp").asString()).isEqualTo(TrackerServer.NOW.toString());
        assertThat(experiment.path("project_id").asString()).isEqualTo(lab.project());
        assertThat(admin.get("/projects/" + lab.project() + "/experiments").path(0))
                .isEqualTo(experiment);
        admin.refused(404, "GET", "/experiments/" + UUID.randomUUID(), "");
    }

    @Test
    void emissionsAreAddedUpByRunExperimentProjectAndOrganization() throws Exception {
        var lab = Lab.in(server);
        Client tracker = server.client(lab.writes());
        String one = tracker.run(lab.experiment());
        String other = tracker.run(lab.experiment());
        tracker.post("/emissions", Client.emission(one, AT, "0.1"));
        tracker.post("/emissions", Client.emission(one, AT.plusSeconds(120), "0.2"));
        tracker.post("/emissions", Client.emission(other, AT.plusSeconds(60), "null"));
        tracker.post(
                "/emissions", Client.emission(other, Instant.parse("2025-01-01T00:00:00Z"), "7"));
        JsonNode runs = admin.get("/experiments/" + lab.experiment() + "/runs/sums");
        assertThat(runs.size()).isEqualTo(2);
        JsonNode first =
                runs.path(0).path("run_id").asString().equals(one) ? runs.path(0) : runs.path(1);
        JsonNode second = first.equals(runs.path(0)) ? runs.path(1) : runs.path(0);
        assertThat(first.propertyNames())
                .contains(SUMS)
                .contains("timestamp", "experiment_id", "os");
        assertThat(first.path("emissions").asDecimal()).isEqualByComparingTo("0.3");
        assertThat(first.path("duration").asInt()).isEqualTo(240);
        assertThat(first.path("cpu_power").asDouble()).isEqualTo(42.5);
        // What nobody said is not zero.
        assertThat(first.path("gpu_energy").isNull()).isTrue();
        assertThat(second.path("emissions").isNull()).isTrue();
        for (String path :
                List.of(
                        "/organizations/" + lab.organization() + "/sums",
                        "/projects/" + lab.project() + "/sums")) {
            JsonNode sums = admin.get(path);
            assertThat(sums.path("emissions_count").asInt()).isEqualTo(3);
            assertThat(sums.path("energy_consumed").asDecimal()).isEqualByComparingTo("0.9");
            // Both ends are in.
            assertThat(
                            admin.get(
                                            path
                                                    + "?start_date=2025-01-01&end_date=2026-03-01T00:01:00%2B00:00")
                                    .path("emissions")
                                    .asDecimal())
                    .isEqualByComparingTo("7.1");
        }
        JsonNode experiments = admin.get("/projects/" + lab.project() + "/experiments/sums");
        assertThat(experiments.path(0).propertyNames())
                .contains(SUMS)
                .contains("experiment_id", "name");
        assertThat(experiments.path(0).path("emissions").asDecimal()).isEqualByComparingTo("0.3");
    }

    @Test
    void runsAreReadBack() throws Exception {
        var lab = Lab.in(server);
        Client tracker = server.client(lab.writes());
        String early = "2026-03-02T01:00:00.123456+01:00";
        String first =
                tracker.post(
                                "/runs",
                                Client.run(AT, lab.experiment()).replace(AT.toString(), early))
                        .path("id")
                        .asString();
        String last =
                tracker.post("/runs", Client.run(AT.plusSeconds(2 * 86_400), lab.experiment()))
                        .path("id")
                        .asString();
        JsonNode run = admin.get("/runs/" + first);
        assertThat(run.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "timestamp",
                        "experiment_id",
                        "os",
                        "python_version",
                        "codecarbon_version",
                        "cpu_count",
                        "cpu_model",
                        "gpu_count",
                        "gpu_model",
                        "longitude",
                        "latitude",
                        "region",
                        "provider",
                        "ram_total_size",
                        "tracking_mode");
        assertThat(run.path("timestamp").asString()).isEqualTo(early);
        assertThat(run.path("cpu_model").isNull()).isTrue();
        JsonNode all = admin.get("/experiments/" + lab.experiment() + "/runs");
        assertThat(all.path(0).path("id").asString()).isEqualTo(last);
        assertThat(all.path(1)).isEqualTo(run);
        assertThat(server.client(lab.reads()).get("/runs")).isEqualTo(all);
        assertThat(admin.get("/runs").size()).isGreaterThanOrEqualTo(2);
        String path = "/lastrun/project/" + lab.project();
        assertThat(admin.get(path).path("id").asString()).isEqualTo(last);
        assertThat(admin.get(path + "?end_date=2026-03-02T12:00:00").path("id").asString())
                .isEqualTo(first);
        assertThat(admin.get(path + "?end_date=2026-03-01").isEmpty()).isTrue();
    }

    @Test
    void emissionsComeByPages() throws Exception {
        Client tracker = server.client(Tokens.SUBMITS);
        String run = tracker.run(Client.DEFAULT_EXPERIMENT);
        String path = "/runs/" + run + "/emissions";
        assertThat(admin.get(path).path("pages").asInt(-1)).isZero();
        for (int i = 0; i < 5; i++) {
            tracker.post("/emissions", Client.emission(run, AT.plusSeconds(i), "1.50e-7"));
        }
        JsonNode page = admin.get(path + "?page=2&size=2");
        assertThat(page.propertyNames())
                .containsExactlyInAnyOrder("items", "total", "page", "size", "pages");
        assertThat(page.path("total").asInt()).isEqualTo(5);
        assertThat(page.path("pages").asInt()).isEqualTo(3);
        // The newest first.
        JsonNode item = page.path("items").path(0);
        assertThat(item.path("timestamp").asString()).isEqualTo("2026-03-01T00:00:02Z");
        assertThat(admin.get("/emissions/" + item.path("id").asString())).isEqualTo(item);
        assertThat(admin.get(path + "?page=9").path("items").isEmpty()).isTrue();
        assertThat(admin.get(path).path("size").asInt()).isEqualTo(100);
        // As it was written, not as somebody would write it.
        assertThat(admin.send("GET", path, "").body()).contains("\"emissions_sum\":1.50e-7,");
        for (String wrong :
                List.of("page=0", "size=0", "size=10001", "size=x", "page=99999999999")) {
            assertThat(
                            admin.refused(422, "GET", path + "?" + wrong, "")
                                    .path(0)
                                    .path("loc")
                                    .path(0)
                                    .asString())
                    .isEqualTo("query");
        }
        admin.refused(404, "GET", "/emissions/" + UUID.randomUUID(), "");
    }

    @Test
    void theCarbonAwareRoutesBesideAreNotTakenForEmissions() throws Exception {
        // Theirs, in their own words.
        var theirs = admin.send("GET", "/emissions/bylocation", "");
        assertThat(theirs.statusCode()).isEqualTo(400);
        assertThat(theirs.body()).contains("location is not set");
        assertThat(admin.send("GET", "/emissions/forecasts/current", "").body())
                .contains("location is not set");
        // Ours.
        assertThat(
                        admin.refused(422, "GET", "/emissions/1", "")
                                .path(0)
                                .path("loc")
                                .path(1)
                                .asString())
                .isEqualTo("emission_id");
        admin.refused(405, "GET", "/emissions", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    timestamp        | "2026-03-01T00:00:00"
                    timestamp        | "+999999999-01-01T00:00:00Z"
                    timestamp        | 1772323200
                    timestamp        | null
                    run_id           | "1"
                    duration         | 0
                    duration         | 1.5
                    duration         | 1e10
                    duration         | null
                    emissions_sum    | -1e-9
                    emissions_sum    | "1"
                    emissions_sum    | 1e16
                    cpu_energy       | true
                    """)
    void whatIsWrongIsNamed(String field, String value) throws Exception {
        String good = Client.emission(UUID.randomUUID().toString(), AT, "1");
        String bad = good.replaceFirst("(\"" + field + "\": )(\"[^\"]*\"|[^,}]*)", "$1" + value);
        assertThat(bad).isNotEqualTo(good);
        JsonNode detail = admin.refused(422, "POST", "/emissions", bad);
        assertThat(detail.size()).isEqualTo(1);
        assertThat(detail.path(0).propertyNames()).containsExactly("type", "loc", "msg");
        assertThat(detail.path(0).path("loc").toString()).isEqualTo("[\"body\",\"" + field + "\"]");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        JsonNode detail = admin.refused(422, "POST", "/emissions", "{}");
        assertThat(detail.size()).isEqualTo(12);
        assertThat(detail.path(0).path("type").asString()).isEqualTo("missing");
        assertThat(admin.refused(422, "POST", "/runs", "{}").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"timestamp\": 1e999999999}",
                "{\"name\": \"\\u0000\", \"description\": \"\"}",
                "{\"name\": \"\\ud800\", \"description\": \"\"}",
                "{\"name\": \"a\", \"name\": \"b\", \"description\": \"\"}"
            })
    void whatIsNoJsonOrCannotBeKeptIsRefused(String body) throws Exception {
        admin.refused(422, "POST", "/organizations", body);
    }

    @Test
    void everyRefusalHasTheOneShape() throws Exception {
        admin.refused(413, "POST", "/emissions", "{\"x\": \"" + "x".repeat(40_000) + "\"}");
        admin.refused(404, "GET", "/projects/x/y/z", "");
        admin.refused(405, "DELETE", "/runs", "");
        admin.refused(422, "GET", "/runs/x", "");
        admin.refused(422, "GET", "/projects", "");
        assertThat(admin.with("wrong").refused(403, "POST", "/runs", "{}").asString())
                .contains("not known");
        admin.with("wrong").refused(403, "GET", "/runs/nowhere/else", "");
        // Elsewhere there is another.
        assertThat(admin.with("wrong").send("GET", "/v1/nowhere", "").statusCode()).isEqualTo(401);
    }

    @Test
    void whoSomebodyIsSaysHisToken() throws Exception {
        assertThat(admin.get("/auth/check").path("user").path("name").asString())
                .isEqualTo("administrator");
        assertThat(server.client(null).get("/auth/check").path("user").isNull()).isTrue();
        var lab = Lab.in(server);
        assertThat(
                        server.client(lab.writes())
                                .get("/auth/check")
                                .path("user")
                                .path("name")
                                .asString())
                .isEqualTo("token 2");
    }

    @Test
    void telemetryIsTakenAndThrownAway() throws Exception {
        Client nobody = server.client(null);
        String id = nobody.post("/telemetry", "{\"os\": \"Linux\"}").asString();
        assertThat(UUID.fromString(id)).isNotNull();
        nobody.refused(422, "POST", "/telemetry", "[1]");
    }
}
