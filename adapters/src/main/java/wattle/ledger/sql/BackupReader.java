package wattle.ledger.sql;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.json.MalformedClaimException;
import wattle.ledger.sql.StoredTable.Column;

/// Reads what [BackupWriter] writes, and the first version of it, into an empty store, in the
/// caller's transaction. Lines are read one at a time: memory does not grow with the number of
/// rows. For one thread.
final class BackupReader {

    /// It had tokens on lines of their own, and no tables.
    private static final String FIRST_SCHEMA = "wattle.hub-backup/1";

    private static final int MOST_DEPTH = 4;
    private static final int LONGEST_NUMBER = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(StoredTables.LONGEST_TEXT)
                                                    .maxNestingDepth(MOST_DEPTH)
                                                    .maxNumberLength(LONGEST_NUMBER)
                                                    .build())
                                    .build())
                    // Looked for once, here.
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Handle handle;
    private final Dialect dialect;
    private final BackupLines lines;
    private final Replay replay;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private @Nullable TableRows table;
    private boolean isFirst;
    private long heads;

    BackupReader(Handle handle, Dialect dialect, InputStream in) {
        this.handle = handle;
        this.dialect = dialect;
        this.lines = new BackupLines(in);
        this.replay = new Replay(handle);
    }

    LogHead read() throws LedgerException {
        alone();
        try {
            return all();
        } catch (JacksonException e) {
            throw wrong(e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | MalformedClaimException e) {
            throw wrong(e.getMessage(), e);
        } catch (IOException e) {
            boolean isCut = e instanceof EOFException;
            throw wrong(
                    isCut ? "the file is cut off" : "the file is damaged: " + e.getMessage(), e);
        }
    }

    private LedgerException wrong(@Nullable String why, Exception cause) {
        return new LedgerException(
                "the backup is wrong at line " + lines.number() + ": " + why, cause);
    }

    /// Nobody else writes until the end of the transaction, and nobody has.
    private void alone() throws LedgerException {
        List<String> names = new ArrayList<>(List.of("log"));
        StoredTables.ALL.forEach(each -> names.add(each.name()));
        if (dialect == Dialect.POSTGRESQL) {
            handle.execute(
                    "LOCK TABLE " + String.join(", ", names) + " IN SHARE ROW EXCLUSIVE MODE");
        }
        for (String each : names) {
            if (handle.createQuery("SELECT 1 FROM " + each + " LIMIT 1")
                    .mapTo(Integer.class)
                    .findFirst()
                    .isPresent()) {
                throw new LedgerException(
                        "the store is not empty (there is something in its table "
                                + each
                                + "): restore into a new one, so that nothing is lost");
            }
        }
    }

    private LogHead all() throws LedgerException, IOException {
        first();
        while (lines.next()) {
            try (JsonParser json = MAPPER.createParser(lines.bytes(), 0, lines.length())) {
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    if (table == null) {
                        throw new IllegalArgumentException("there is a row of no table");
                    }
                    table.add(json);
                    nothingMore(json);
                    continue;
                }
                JsonNode node = object(json);
                if (node.has("end")) {
                    LogHead head = end(node.path("end"));
                    // To the very end of the file, where its checksum is.
                    if (lines.next()) {
                        throw new IllegalArgumentException("something follows the last line");
                    }
                    return head;
                }
                one(node);
            }
        }
        throw new LedgerException("the backup is cut off: its last line is missing");
    }

    private void first() throws LedgerException, IOException {
        String schema = "";
        if (lines.next()) {
            try (JsonParser json = MAPPER.createParser(lines.bytes(), 0, lines.length())) {
                json.nextToken();
                schema = object(json).path("schema").asString("");
            }
        }
        isFirst = schema.equals(FIRST_SCHEMA);
        if (!isFirst && !schema.equals(BackupWriter.SCHEMA)) {
            throw new LedgerException(
                    "the file is not "
                            + BackupWriter.SCHEMA
                            + " or the version before: if a newer Wattle wrote it, restore it with"
                            + " that one");
        }
    }

    private static JsonNode object(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("it is no JSON object, and no array");
        }
        JsonNode node = MAPPER.readTree(json);
        nothingMore(json);
        return node;
    }

    private static void nothingMore(JsonParser json) {
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("something follows on the line");
        }
    }

    private void one(JsonNode node) throws LedgerException {
        if (node.has("line")) {
            replay.line(
                    text(node, "line"),
                    node.has("claim") ? HexFormat.of().parseHex(text(node, "salt")) : null,
                    node.has("claim") ? text(node, "claim") : null);
        } else if (node.has("head")) {
            heads++;
            replay.head(new LogHead(node.path("head").asLong(-1), text(node, "root_sha256")));
        } else if (node.has("token") && isFirst) {
            token(node);
        } else if (node.has("table") && !isFirst) {
            begin(text(node, "table"), texts(node, "columns"), texts(node, "types"));
        } else {
            throw new IllegalArgumentException("it is a line that nobody knows");
        }
    }

    /// A token as the first version told it, as a row of its table.
    private void token(JsonNode node) throws LedgerException {
        if (table == null) {
            table =
                    new TableRows(
                            handle, dialect, StoredTables.TOKEN, StoredTables.TOKEN.columns());
        }
        List<Column> columns = table.table().columns();
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            String name = columns.get(i).name();
            row[i] =
                    switch (name) {
                        case "prefix" -> text(node, "token");
                        case "hash" -> HexFormat.of().parseHex(text(node, "sha256"));
                        case "name", "scope" -> text(node, name);
                        default -> node.has(name) ? (Long) node.path(name).asLong() : null;
                    };
            if (row[i] != null) {
                columns.get(i).type().check(row[i]);
            }
        }
        table.add(row);
    }

    private void begin(String name, List<String> names, List<String> types) throws LedgerException {
        finishTable();
        StoredTable its =
                StoredTables.ALL.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "there is no table of that name: if a newer Wattle wrote"
                                                + " it, restore it with that one"));
        if (rows.containsKey(name)) {
            throw new IllegalArgumentException("the table " + name + " is there already");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Column column = column(its, names.get(i));
            if (i >= types.size() || !types.get(i).equals(column.type().label())) {
                throw new IllegalArgumentException(
                        name + "." + column.name() + " has to be " + column.type().label());
            }
            if (columns.contains(column)) {
                throw new IllegalArgumentException(name + "." + column.name() + " is there twice");
            }
            columns.add(column);
        }
        for (Column each : its.columns()) {
            if (!each.isOptional() && !columns.contains(each)) {
                throw new IllegalArgumentException(name + "." + each.name() + " is missing");
            }
        }
        table = new TableRows(handle, dialect, its, columns);
    }

    private static Column column(StoredTable table, String name) {
        return table.columns().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                table.name() + " has a column that nobody knows here"));
    }

    private void finishTable() throws LedgerException {
        if (table != null) {
            table.flush();
            rows.put(table.table().name(), table.count());
            table = null;
        }
    }

    private LogHead end(JsonNode end) throws LedgerException {
        finishTable();
        LogHead head = replay.finish();
        boolean isWhole =
                end.path("lines").asLong(-1) == head.size()
                        && end.path("heads").asLong(-1) == heads
                        && end.path("root_sha256").asString("").equals(head.rootHash())
                        && (isFirst
                                ? end.path("tokens").asLong(-1)
                                        == rows.getOrDefault(StoredTables.TOKEN.name(), 0L)
                                : isWhole(end));
        if (!isWhole) {
            throw new LedgerException("the backup is not whole: its last line counts others");
        }
        StoredTables.finish(handle, dialect);
        return head;
    }

    private boolean isWhole(JsonNode end) {
        Map<String, Long> counted = new LinkedHashMap<>();
        end.path("tables").forEachEntry((name, count) -> counted.put(name, count.asLong(-1)));
        return counted.equals(rows) && end.path("sha256").asString("").equals(lines.hashBefore());
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("\"" + name + "\" must be a text");
        }
        return value.asString();
    }

    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : node.path(name)) {
            texts.add(each.asString(""));
        }
        return texts;
    }
}
