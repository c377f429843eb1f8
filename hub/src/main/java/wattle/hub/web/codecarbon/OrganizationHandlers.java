package wattle.hub.web.codecarbon;

import java.util.List;
import java.util.UUID;
import wattle.hub.web.Json;
import wattle.ledger.LedgerException;
import wattle.ledger.tracked.Organization;
import wattle.ledger.tracked.TrackedProjects;
import wattle.ledger.tracked.TrackedRuns;

/// Organizations, and who somebody is.
final class OrganizationHandlers {

    private final TrackedProjects projects;
    private final TrackedRuns runs;

    OrganizationHandlers(TrackedProjects projects, TrackedRuns runs) {
        this.projects = projects;
        this.runs = runs;
    }

    /// Whose token it is; nobody where there is none. The server knows tokens and no people, so
    /// there is no address.
    void check(Exchange exchange) {
        Caller caller = exchange.caller();
        exchange.ok(
                new Fields()
                        .put("user", caller.isAnybody() ? new Json.Nothing() : user(caller))
                        .json());
    }

    private static Json user(Caller caller) {
        UUID id =
                UUID.nameUUIDFromBytes(
                        ("wattle:" + caller.name())
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Fields()
                .text("sub", id)
                .text("id", id)
                .text("name", caller.name())
                .text("email", null)
                .flag("is_active", true)
                .json();
    }

    void add(Exchange exchange) throws LedgerException {
        exchange.caller().needsAdministration();
        Given given = exchange.body(Shape.ORGANIZATION).given();
        exchange.created(
                json(projects.addOrganization(given.needed("name"), given.needed("description"))));
    }

    void list(Exchange exchange) throws LedgerException {
        exchange.caller().needsReading();
        exchange.ok(projects.organizations().stream().map(OrganizationHandlers::json).toList());
    }

    void read(Exchange exchange) throws LedgerException {
        exchange.ok(json(asked(exchange)));
    }

    void change(Exchange exchange) throws LedgerException {
        exchange.caller().needsAdministration();
        UUID id = exchange.id("organization_id");
        Given given = exchange.body(Shape.ORGANIZATION_CHANGE).given();
        exchange.ok(
                json(
                        projects.changeOrganization(
                                        id, given.text("name"), given.text("description"))
                                .orElseThrow(() -> unknown(id))));
    }

    void sums(Exchange exchange) throws LedgerException {
        Organization organization = asked(exchange);
        Period period = exchange.period();
        var sums = new Sums();
        runs.visit(
                TrackedRuns.Of.ORGANIZATION,
                organization.id(),
                organization.id(),
                period.from(),
                period.to(),
                (experiment, run, body) -> sums.add(body));
        Fields fields =
                new Fields()
                        .text("organization_id", organization.id())
                        .text("name", organization.name())
                        .text("description", organization.description());
        sums.addTo(fields);
        exchange.ok(fields.json());
    }

    /// There are tokens here, and no people.
    void users(Exchange exchange) throws LedgerException {
        asked(exchange);
        exchange.ok(List.of());
    }

    void addUser(Exchange exchange) {
        exchange.caller().needsAdministration();
        exchange.body(Shape.MEMBER);
        throw RefusedException.notFound(
                "User (this server has tokens in place of accounts: wattle hub token create)");
    }

    private Organization asked(Exchange exchange) throws LedgerException {
        exchange.caller().needsReading();
        UUID id = exchange.id("organization_id");
        return projects.organization(id).orElseThrow(() -> unknown(id));
    }

    static RefusedException unknown(UUID id) {
        return RefusedException.notFound("Organization " + id);
    }

    private static Json.Fields json(Organization organization) {
        return new Fields()
                .text("id", organization.id())
                .text("name", organization.name())
                .text("description", organization.description())
                .json();
    }
}
