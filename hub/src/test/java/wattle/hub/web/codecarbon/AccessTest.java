package wattle.hub.web.codecarbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what: every kind of caller at every kind of thing.
class AccessTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir static Path folder;

    private static TrackerServer server;
    private static Lab lab;
    private static Lab other;
    private static String run = "";

    @BeforeAll
    static void started() throws Exception {
        server = new TrackerServer(folder.resolve("hub.db"));
        lab = Lab.in(server);
        other = Lab.in(server);
        run = server.client(lab.writes()).run(lab.experiment());
        server.client(lab.writes()).post("/emissions", Client.emission(run, AT, "1"));
    }

    @AfterAll
    static void stopped() {
        server.close();
    }

    /// Columns: nobody, a server's token that reads, submits, administers; a token that reads the
    /// project, writes it; one that reads another, writes another.
    @Test
    void everyCellOfTheTable() throws Exception {
        String table =
                """
                GET /organizations                          - r r r - - - -
                GET /organizations/ORGANIZATION             - r r r - - - -
                GET /organizations/ORGANIZATION/sums        - r r r - - - -
                GET /organizations/ORGANIZATION/users       - r r r - - - -
                GET /organizations/ORGANIZATION/projects    - r r r - - - -
                GET /projects?organization=ORGANIZATION     - r r r - - - -
                POST /organizations                         - - - w - - - -
                PATCH /organizations/ORGANIZATION           - - - r - - - -
                POST /projects                              - - - w - - - -
                PATCH /projects/PROJECT                     - - - r - - - -
                GET /projects/PROJECT/api-tokens            - - - r - - - -
                POST /projects/PROJECT/api-tokens           - - - w - - - -
                GET /projects/PROJECT                       - r r r r - - -
                GET /projects/PROJECT/sums                  - r r r r - - -
                GET /projects/PROJECT/experiments           - r r r r - - -
                GET /projects/PROJECT/experiments/sums      - r r r r - - -
                GET /lastrun/project/PROJECT                - r r r r - - -
                GET /experiments/EXPERIMENT                 - r r r r - - -
                GET /experiments/EXPERIMENT/runs            - r r r r - - -
                GET /experiments/EXPERIMENT/runs/sums       - r r r r - - -
                GET /runs                                   - r r r r - r -
                GET /runs/RUN                               - r r r r - - -
                GET /runs/RUN/emissions                     - r r r r - - -
                POST /experiments                           - - w w - w - -
                POST /runs                                  - - w w - w - -
                POST /emissions                             - - w w - w - -
                POST /telemetry                             w w w w w w w w
                GET /auth/check                             r r r r r r r r
                """;
        List<@Nullable String> callers = new ArrayList<>();
        callers.add(null);
        callers.addAll(
                List.of(
                        Tokens.READS,
                        Tokens.SUBMITS,
                        Tokens.ADMINISTERS,
                        lab.reads(),
                        lab.writes(),
                        other.reads(),
                        other.writes()));
        Map<String, String> found = new LinkedHashMap<>();
        for (String line : table.lines().toList()) {
            String[] words = line.split(" +", -1);
            StringBuilder cells = new StringBuilder();
            for (@Nullable String caller : callers) {
                cells.append(' ').append(cell(server.client(caller), words[0], words[1]));
            }
            found.put(words[0] + " " + words[1], cells.toString());
        }
        StringBuilder text = new StringBuilder();
        found.forEach((what, cells) -> text.append("%-43s%s\n".formatted(what, cells)));
        assertThat(text.toString()).isEqualTo(table);
    }

    private static String cell(Client client, String method, String path) throws Exception {
        String full =
                path.replace("ORGANIZATION", lab.organization())
                        .replace("PROJECT", lab.project())
                        .replace("EXPERIMENT", lab.experiment())
                        .replace("RUN", run);
        HttpResponse<String> answer =
                client.send(method, full, method.equals("GET") ? "" : body(method, path));
        return switch (answer.statusCode()) {
            case 200 -> "r";
            case 201 -> "w";
            case 403 -> "-";
            default -> throw new AssertionError(method + " " + path + ": " + answer.statusCode());
        };
    }

    private static String body(String method, String path) {
        return method.equals("PATCH")
                ? "{\"name\": \"Lab\"}"
                : switch (path) {
                    case "/runs" -> Client.run(AT, lab.experiment());
                    case "/emissions" -> Client.emission(run, AT, "1");
                    default ->
                            """
                            {"name": "n", "description": "d", "organization_id": "%s",
                             "project_id": "%s"}
                            """
                                    .formatted(lab.organization(), lab.project());
                };
    }

    @Test
    void whatAdministratorsDeleteNobodyElseDoes() throws Exception {
        for (String caller :
                List.of(Tokens.READS, Tokens.SUBMITS, lab.reads(), lab.writes(), other.writes())) {
            server.client(caller).refused(403, "DELETE", "/projects/" + lab.project(), "");
            server.client(caller)
                    .refused(
                            403,
                            "DELETE",
                            "/projects/" + lab.project() + "/api-tokens/" + UUID.randomUUID(),
                            "");
        }
        server.client(null).refused(403, "DELETE", "/projects/" + lab.project(), "");
    }

    @Test
    void aProjectsTokenIsNoneOfTheServers() throws Exception {
        // It has no scope: what needs one is refused, and so is what is another project's.
        Client writer = server.client(lab.writes());
        assertThat(
                        writer.refused(403, "POST", "/runs", Client.run(AT, other.experiment()))
                                .asString())
                .contains("project");
        String unknown = UUID.randomUUID().toString();
        // What nobody knows becomes the project's, and is no other's from then on.
        writer.run(unknown);
        server.client(other.writes()).refused(403, "POST", "/runs", Client.run(AT, unknown));
        assertThat(
                        server.client(lab.reads())
                                .get("/experiments/" + unknown)
                                .path("project_id")
                                .asString())
                .isEqualTo(lab.project());
        server.client(Tokens.SUBMITS)
                .refused(404, "POST", "/runs", Client.run(AT, UUID.randomUUID().toString()));
    }

    @Test
    void theDefaultExperimentIsEachProjectsOwn() throws Exception {
        String its = server.client(lab.writes()).run(Client.DEFAULT_EXPERIMENT);
        String others = server.client(other.writes()).run(Client.DEFAULT_EXPERIMENT);
        String servers = server.client(Tokens.SUBMITS).run(Client.DEFAULT_EXPERIMENT);
        String path = "/experiments/" + Client.DEFAULT_EXPERIMENT + "/runs";
        assertThat(server.client(lab.reads()).get(path).toString())
                .contains(its)
                .doesNotContain(others);
        assertThat(server.client(other.reads()).get(path).toString())
                .contains(others)
                .doesNotContain(its);
        assertThat(server.client(Tokens.READS).get(path).toString())
                .contains(servers)
                .doesNotContain(its)
                .doesNotContain(others);
        server.client(null)
                .refused(403, "POST", "/runs", Client.run(AT, Client.DEFAULT_EXPERIMENT));
    }

    @Test
    void everybodyReadsWhatIsPublicButWhereTheMachineStands() throws Exception {
        Lab open = Lab.in(server);
        server.client(Tokens.ADMINISTERS)
                .patch("/projects/" + open.project(), "{\"public\": true}");
        String its =
                server.client(open.writes())
                        .post("/runs", Client.run(AT, open.experiment()))
                        .path("id")
                        .asString();
        String emission =
                server.client(open.writes())
                        .post("/emissions", Client.emission(its, AT, "1"))
                        .asString();
        Client nobody = server.client(null);
        for (String path :
                List.of(
                        "/runs/" + its,
                        "/experiments/" + open.experiment() + "/runs",
                        "/experiments/" + open.experiment() + "/runs/sums",
                        "/lastrun/project/" + open.project())) {
            assertThat(nobody.get(path).toString()).contains(its).doesNotContain("48.9", "2.4");
        }
        assertThat(nobody.get("/emissions/" + emission).path("run_id").asString()).isEqualTo(its);
        assertThat(server.client(Tokens.READS).get("/runs/" + its).path("latitude").asDouble())
                .isEqualTo(48.9);
        nobody.refused(403, "POST", "/emissions", Client.emission(its, AT, "1"));
        nobody.refused(403, "GET", "/runs", "");
        nobody.refused(403, "GET", "/runs/" + run, "");
        nobody.refused(403, "GET", "/runs/" + UUID.randomUUID(), "");
    }
}
