package wattle.ledger.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.sql.StoredTable.Column;
import wattle.meter.Domain;

/// The tables that a backup has row by row, each behind those that it refers to. Of the others,
/// `log`, `body` and `head` are told line by line, since they have to agree; `standing` and
/// `setting` follow from them; and sessions are not kept: one that was ended since must not come
/// back.
final class StoredTables {

    static final int LONGEST_TEXT = 1 << 18;

    /// Twice what a server takes at once, as numbers may be written in more digits than they came
    /// in.
    static final int MOST_BYTES = 8 << 20;

    private static final int HASH_BYTES = 32;
    private static final long MICROS = 1_000_000L;

    /// The years 1900 to 2200: each month with a sample is a partition.
    private static final long FIRST_SECOND = -2_208_988_800L;

    private static final long LAST_SECOND = 7_258_118_400L;

    /// Numbers that every language can count on from.
    private static final long MOST_COUNT = 1L << 53;

    private static final JsonFactory JSON = new JsonFactory();

    static final StoredTable TOKEN =
            table(
                    "token",
                    List.of("prefix"),
                    text("prefix"),
                    hash(),
                    text("name"),
                    word("scope", Arrays.stream(Scope.values()).map(Scope::label)),
                    time("created_at_ms"),
                    time("expires_at_ms").optional(),
                    time("last_used_at_ms").optional(),
                    time("revoked_at_ms").optional());

    private static final StoredTable TRACKED_ORGANIZATION =
            table(
                    "tracked_organization",
                    List.of("id"),
                    uuid("id"),
                    text("name"),
                    text("description"),
                    time("created_at_ms"));

    private static final StoredTable TRACKED_PROJECT =
            table(
                    "tracked_project",
                    List.of("id"),
                    uuid("id"),
                    uuid("organization_id"),
                    text("name"),
                    text("description"),
                    flag("is_public"),
                    time("created_at_ms"));

    private static final StoredTable TRACKED_EXPERIMENT =
            table(
                    "tracked_experiment",
                    List.of("id", "project_id"),
                    uuid("id"),
                    uuid("project_id"),
                    time("created_at_ms"),
                    json("body"));

    private static final StoredTable TRACKED_RUN =
            table(
                    "tracked_run",
                    List.of("id"),
                    uuid("id"),
                    uuid("project_id"),
                    uuid("experiment_id"),
                    time("at_ns"),
                    time("received_at_ms"),
                    json("body"));

    private static final StoredTable TRACKED_EMISSION =
            table(
                    "tracked_emission",
                    List.of("id"),
                    uuid("id"),
                    uuid("run_id"),
                    time("at_ns"),
                    time("received_at_ms"),
                    json("body"));

    private static final StoredTable TRACKED_TOKEN =
            table(
                    "tracked_token",
                    List.of("id"),
                    uuid("id"),
                    uuid("project_id"),
                    hash(),
                    text("name").optional(),
                    flag("reads"),
                    flag("writes"),
                    time("created_at_ms"),
                    time("last_used_at_ms").optional());

    private static final StoredTable LIVE_RUN =
            table(
                    "live_run",
                    List.of("number"),
                    whole("number", 1, MOST_COUNT),
                    text("id"),
                    text("owner"),
                    flag("is_public"),
                    time("created_at_ms"),
                    time("heard_at_ms"),
                    micros("started_at_us").optional(),
                    micros("last_at_us").optional(),
                    whole("next_offset", 0, MOST_COUNT),
                    whole("samples", 0, MOST_COUNT),
                    word("state", Arrays.stream(LiveRun.State.values()).map(LiveRun.State::label)),
                    text("zone").optional(),
                    real("pue").optional(),
                    text("model").optional(),
                    text("task").optional(),
                    text("dataset").optional(),
                    text("stage").optional(),
                    text("project").optional());

    private static final StoredTable LIVE_PART =
            table(
                    "live_part",
                    List.of("run", "part"),
                    run(),
                    part(),
                    text("name"),
                    word(
                            "domain",
                            Arrays.stream(Domain.values())
                                    .map(each -> each.name().toLowerCase(Locale.ROOT))),
                    text("model"),
                    flag("modelled"),
                    real("joules").optional(),
                    real("watts").optional());

    private static final StoredTable LIVE_CHUNK =
            table(
                    "live_chunk",
                    List.of("run", "start_offset"),
                    run(),
                    whole("start_offset", 0, MOST_COUNT),
                    whole("end_offset", 0, MOST_COUNT),
                    new Column("lines", new ColumnType.Bytes(0, MOST_BYTES)));

    private static final StoredTable ENERGY_SAMPLE =
            new StoredTable(
                    "energy_sample",
                    List.of("run", "at_us", "part"),
                    "at_us",
                    List.of(run(), micros("at_us"), part(), real("joules")));

    private static final StoredTable ENERGY_HOUR =
            table(
                    "energy_hour",
                    List.of("run", "hour", "part"),
                    run(),
                    whole("hour", FIRST_SECOND / 3600, LAST_SECOND / 3600),
                    part(),
                    real("joules"),
                    whole("samples", 0, MOST_COUNT));

    static final List<StoredTable> ALL =
            List.of(
                    TOKEN,
                    TRACKED_ORGANIZATION,
                    TRACKED_PROJECT,
                    TRACKED_EXPERIMENT,
                    TRACKED_RUN,
                    TRACKED_EMISSION,
                    TRACKED_TOKEN,
                    LIVE_RUN,
                    LIVE_PART,
                    LIVE_CHUNK,
                    ENERGY_SAMPLE,
                    ENERGY_HOUR);

    private StoredTables() {}

    /// What is left to do when all rows are in: runs go on being numbered behind them, and nothing
    /// is of a run that is not there.
    static void finish(Handle handle, Dialect dialect) throws LedgerException {
        if (dialect == Dialect.POSTGRESQL) {
            handle.createQuery(
                            """
                            SELECT setval(pg_get_serial_sequence('live_run', 'number'), max(number))
                            FROM live_run
                            """)
                    .mapTo(Long.class)
                    .list();
        }
        for (StoredTable each : List.of(ENERGY_SAMPLE, ENERGY_HOUR)) {
            long strays =
                    handle.createQuery(
                                    "SELECT count(*) FROM "
                                            + each.name()
                                            + " WHERE run NOT IN (SELECT number FROM live_run)")
                            .mapTo(Long.class)
                            .one();
            if (strays > 0) {
                throw new LedgerException(
                        strays + " rows of " + each.name() + " are of a run that is not there");
            }
        }
    }

    private static StoredTable table(String name, List<String> order, Column... columns) {
        return new StoredTable(name, order, null, List.of(columns));
    }

    private static Column whole(String name, long least, long most) {
        return new Column(name, new ColumnType.Whole(least, most));
    }

    private static Column flag(String name) {
        return whole(name, 0, 1);
    }

    private static Column time(String name) {
        return whole(name, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Column micros(String name) {
        return whole(name, FIRST_SECOND * MICROS, LAST_SECOND * MICROS);
    }

    private static Column run() {
        return whole("run", 1, MOST_COUNT);
    }

    private static Column part() {
        return whole("part", 0, Integer.MAX_VALUE);
    }

    private static Column real(String name) {
        return new Column(name, new ColumnType.Real());
    }

    private static Column hash() {
        return new Column("hash", new ColumnType.Bytes(HASH_BYTES, HASH_BYTES));
    }

    private static Column text(String name) {
        return text(name, text -> true, "of at most " + LONGEST_TEXT + " characters");
    }

    private static Column uuid(String name) {
        Pattern pattern = Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
        return text(name, pattern.asMatchPredicate(), "a UUID in lower case");
    }

    private static Column word(String name, Stream<String> words) {
        List<String> all = words.toList();
        return text(name, all::contains, "one of " + all);
    }

    private static Column json(String name) {
        return text(name, StoredTables::isObject, "a JSON object");
    }

    private static Column text(String name, Predicate<String> rule, String words) {
        return new Column(name, new ColumnType.Text(LONGEST_TEXT, rule, words));
    }

    /// Without building it.
    private static boolean isObject(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (JacksonException none) {
            return false;
        }
    }
}
