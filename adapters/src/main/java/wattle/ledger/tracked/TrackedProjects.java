package wattle.ledger.tracked;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;

/// Organizations, their projects, and the experiments of these. Threads may share it.
public final class TrackedProjects {

    /// What CodeCarbon names where its user named no experiment. Every project has one of its own.
    public static final UUID DEFAULT_EXPERIMENT =
            UUID.fromString("5b0fa12a-3dd7-45bb-9766-cc326314d9f1");

    /// What runs belong to that come with a token of the server, and without an experiment.
    public static final UUID DEFAULT_PROJECT =
            UUID.fromString("7d3f0c52-6b1e-4b7c-9a55-2f0e9c1d8a01");

    private static final UUID DEFAULT_ORGANIZATION =
            UUID.fromString("7d3f0c52-6b1e-4b7c-9a55-2f0e9c1d8a00");

    private static final String ORGANIZATIONS =
            "SELECT id, name, description FROM tracked_organization ";
    private static final String PROJECTS =
            "SELECT id, organization_id, name, description, is_public FROM tracked_project ";
    private static final String EXPERIMENTS =
            "SELECT id, project_id, created_at_ms, body FROM tracked_experiment ";

    private final Database database;
    private final Clock clock;

    public TrackedProjects(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Organization addOrganization(String name, String description) throws LedgerException {
        var organization = new Organization(UUID.randomUUID(), name, description);
        return database.write(handle -> insert(handle, organization));
    }

    private Organization insert(Handle handle, Organization organization) {
        handle.createUpdate(
                        """
                        INSERT INTO tracked_organization (id, name, description, created_at_ms)
                        VALUES (:id, :name, :description, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", organization.id().toString())
                .bind("name", organization.name())
                .bind("description", organization.description())
                .bind("now", clock.millis())
                .execute();
        return organization;
    }

    public Optional<Organization> organization(UUID id) throws LedgerException {
        return database.read(handle -> organizations(handle, "WHERE id = :id", id)).stream()
                .findFirst();
    }

    /// In the order in which they were made.
    public List<Organization> organizations() throws LedgerException {
        return database.read(handle -> organizations(handle, "ORDER BY created_at_ms, id", null));
    }

    private static List<Organization> organizations(
            Handle handle, String where, @Nullable UUID id) {
        var query = handle.createQuery(ORGANIZATIONS + where);
        if (id != null) {
            query.bind("id", id.toString());
        }
        return query.map((row, context) ->
                        new Organization(
                                uuid(row, "id"),
                                row.getString("name"),
                                row.getString("description")))
                .list();
    }

    /// Says of an organization what is new of it.
    ///
    /// @param name null where it stays
    /// @param description null where it stays
    /// @return empty where there is no such organization
    public Optional<Organization> changeOrganization(
            UUID id, @Nullable String name, @Nullable String description) throws LedgerException {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            UPDATE tracked_organization
                            SET name = coalesce(CAST(:name AS text), name),
                                description = coalesce(CAST(:description AS text), description)
                            WHERE id = :id
                            """)
                    .bind("id", id.toString())
                    .bind("name", name)
                    .bind("description", description)
                    .execute();
            return organizations(handle, "WHERE id = :id", id).stream().findFirst();
        });
    }

    /// @param organizationId of an organization that there is
    public Project addProject(UUID organizationId, String name, String description)
            throws LedgerException {
        var project = new Project(UUID.randomUUID(), organizationId, name, description, false);
        return database.write(handle -> insert(handle, project));
    }

    private Project insert(Handle handle, Project project) {
        handle.createUpdate(
                        """
                        INSERT INTO tracked_project (id, organization_id, name, description, is_public,
                            created_at_ms)
                        VALUES (:id, :organization_id, :name, :description, :is_public, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", project.id().toString())
                .bind("organization_id", project.organizationId().toString())
                .bind("name", project.name())
                .bind("description", project.description())
                .bind("is_public", project.isPublic() ? 1 : 0)
                .bind("now", clock.millis())
                .execute();
        return project;
    }

    public Optional<Project> project(UUID id) throws LedgerException {
        return database.read(handle -> projects(handle, "WHERE id = :id", id)).stream().findFirst();
    }

    /// In the order in which they were made.
    public List<Project> projectsOf(UUID organizationId) throws LedgerException {
        return database.read(handle ->
                projects(
                        handle,
                        "WHERE organization_id = :id ORDER BY created_at_ms, id",
                        organizationId));
    }

    private static List<Project> projects(Handle handle, String where, UUID id) {
        return handle.createQuery(PROJECTS + where)
                .bind("id", id.toString())
                .map((row, context) ->
                        new Project(
                                uuid(row, "id"),
                                uuid(row, "organization_id"),
                                row.getString("name"),
                                row.getString("description"),
                                row.getInt("is_public") == 1))
                .list();
    }

    /// As [#changeOrganization].
    public Optional<Project> changeProject(
            UUID id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean isPublic)
            throws LedgerException {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            UPDATE tracked_project
                            SET name = coalesce(CAST(:name AS text), name),
                                description = coalesce(CAST(:description AS text), description),
                                is_public = coalesce(CAST(:is_public AS integer), is_public)
                            WHERE id = :id
                            """)
                    .bind("id", id.toString())
                    .bind("name", name)
                    .bind("description", description)
                    .bind("is_public", isPublic == null ? null : isPublic ? 1 : 0)
                    .execute();
            return projects(handle, "WHERE id = :id", id).stream().findFirst();
        });
    }

    /// The project goes with its tokens, experiments, runs and emissions, and cannot be had back.
    ///
    /// @return whether there was one
    public boolean deleteProject(UUID id) throws LedgerException {
        return database.write(handle -> {
            for (String statement :
                    List.of(
                            """
                            DELETE FROM tracked_emission
                            WHERE run_id IN (SELECT id FROM tracked_run WHERE project_id = :id)
                            """,
                            "DELETE FROM tracked_run WHERE project_id = :id",
                            "DELETE FROM tracked_experiment WHERE project_id = :id",
                            "DELETE FROM tracked_token WHERE project_id = :id")) {
                handle.createUpdate(statement).bind("id", id.toString()).execute();
            }
            return handle.createUpdate("DELETE FROM tracked_project WHERE id = :id")
                            .bind("id", id.toString())
                            .execute()
                    > 0;
        });
    }

    /// Those of an id, the oldest first: one, or for [#DEFAULT_EXPERIMENT] one of each project.
    public List<Experiment> experiments(UUID id) throws LedgerException {
        return database.read(handle ->
                experiments(handle, "WHERE id = :id ORDER BY created_at_ms, project_id", id));
    }

    /// In the order in which they were made: the first is the one that is made with the project,
    /// also where another was made in the same millisecond.
    public List<Experiment> experimentsOf(UUID projectId) throws LedgerException {
        return database.read(handle ->
                experiments(
                        handle,
                        "WHERE project_id = :id ORDER BY CASE id WHEN '"
                                + DEFAULT_EXPERIMENT
                                + "' THEN 0 ELSE 1 END, created_at_ms, id",
                        projectId));
    }

    private static List<Experiment> experiments(Handle handle, String where, UUID id) {
        return handle.createQuery(EXPERIMENTS + where)
                .bind("id", id.toString())
                .map((row, context) ->
                        new Experiment(
                                uuid(row, "id"),
                                uuid(row, "project_id"),
                                Instant.ofEpochMilli(row.getLong("created_at_ms")),
                                row.getString("body")))
                .list();
    }

    /// Adds an experiment to a project that there is, or finds the one that it has under the id.
    ///
    /// @param body what is said of a new one
    /// @return empty where another project has the id
    public Optional<Experiment> experiment(UUID id, UUID projectId, String body)
            throws LedgerException {
        return database.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO tracked_experiment (id, project_id, created_at_ms, body)
                            VALUES (:id, :project_id, :now, :body)
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("id", id.toString())
                    .bind("project_id", projectId.toString())
                    .bind("now", clock.millis())
                    .bind("body", body)
                    .execute();
            return experiments(handle, "WHERE id = :id", id).stream()
                    .filter(each -> each.projectId().equals(projectId))
                    .findFirst();
        });
    }

    /// That there is a [#DEFAULT_PROJECT].
    public void makeDefaultProject() throws LedgerException {
        if (project(DEFAULT_PROJECT).isPresent()) {
            return;
        }
        database.write(handle -> {
            insert(
                    handle,
                    new Organization(
                            DEFAULT_ORGANIZATION, "Default organization", "Of no one else."));
            return insert(
                    handle,
                    new Project(
                            DEFAULT_PROJECT,
                            DEFAULT_ORGANIZATION,
                            "Default project",
                            "Runs that came without a project.",
                            false));
        });
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return UUID.fromString(row.getString(column));
    }
}
