package wattle.hub.web.codecarbon;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// A project of an organization, with tokens of its own.
///
/// @param reads a token that reads
/// @param writes a token that writes, and does not read
record Lab(String organization, String project, String experiment, String reads, String writes) {

    static Lab in(TrackerServer server) throws IOException, InterruptedException {
        Client admin = server.client(Tokens.ADMINISTERS);
        String organization =
                admin.post("/organizations", "{\"name\": \"Lab\", \"description\": \"Ours\"}")
                        .path("id")
                        .asString();
        String project =
                admin.post(
                                "/projects",
                                """
                                {"name": "Trees", "description": "Of the forest",
                                 "organization_id": "%s"}
                                """
                                        .formatted(organization))
                        .path("id")
                        .asString();
        String experiment =
                admin.post(
                                "/experiments",
                                """
                                {"timestamp": "2020-01-01T00:00:00+00:00", "name": "Oaks",
                                 "description": "", "on_cloud": false, "project_id": "%s",
                                 "country_name": "France", "country_iso_code": "FRA",
                                 "region": null, "cloud_provider": null, "cloud_region": null}
                                """
                                        .formatted(project))
                        .path("id")
                        .asString();
        return new Lab(
                organization,
                project,
                experiment,
                token(admin, project, 1),
                token(admin, project, 2));
    }

    static String token(Client admin, String project, int access)
            throws IOException, InterruptedException {
        return admin.post(
                        "/projects/" + project + "/api-tokens",
                        "{\"name\": \"token " + access + "\", \"access\": " + access + "}")
                .path("token")
                .asString();
    }

    /// The digits that stand behind a name in JSON, which no library has rounded.
    static BigDecimal number(String json, String name) {
        var number = Pattern.compile("\"" + name + "\":([-+.eE0-9]+)").matcher(json);
        if (!number.find()) {
            throw new AssertionError(name + " is no number in " + json);
        }
        return new BigDecimal(number.group(1));
    }
}
