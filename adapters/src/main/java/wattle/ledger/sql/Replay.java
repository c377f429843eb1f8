package wattle.ledger.sql;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.json.ClaimJson;
import wattle.ledger.log.Frontier;
import wattle.ledger.log.LogLine;
import wattle.ledger.log.MerkleTree;

/// Writes a log anew from its lines and what its claims say. For one thread.
final class Replay {

    private static final int AT_ONCE = 1000;

    private final Handle handle;
    private final Frontier frontier = new Frontier();
    private final Map<UUID, Long> first = new HashMap<>();
    private final PreparedBatch lines;
    private final PreparedBatch bodies;

    /// The last of each claim: one statement may not meet a row twice.
    private final Map<UUID, Standing> standing = new LinkedHashMap<>();

    private final PreparedBatch heads;
    private long lastTime;

    Replay(Handle handle) {
        this.handle = handle;
        this.lines = handle.prepareBatch(Append.INSERT_LINE);
        this.bodies = handle.prepareBatch(Append.INSERT_BODY);
        this.heads = handle.prepareBatch(Append.INSERT_HEAD);
    }

    long size() {
        return frontier.size();
    }

    /// The next line, as it was.
    void line(String text, byte @Nullable [] salt, @Nullable String claim) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LogLine line = LogLine.parse(bytes);
        byte[] leaf = MerkleTree.leaf(bytes);
        long position = frontier.size();
        frontier.append(leaf);
        Append.bind(lines, line, text, leaf).add();
        if (claim != null) {
            bodies.bind("position", position).bind("salt", salt).bind("claim", claim).add();
        }
        first.putIfAbsent(line.id(), position);
        standing.put(
                line.id(),
                new Standing(
                        first.get(line.id()),
                        position,
                        line.id(),
                        line.revision(),
                        line.key(),
                        line.state(),
                        claim == null
                                ? null
                                : ClaimJson.read(claim.getBytes(StandardCharsets.UTF_8))));
        lastTime = line.at().toEpochMilli();
        if (lines.size() == AT_ONCE) {
            flush();
        }
    }

    /// What the lines so far came to when they were written.
    void head(LogHead head) throws LedgerException {
        if (!frontier.head().equals(head)) {
            throw new LedgerException(
                    "the lines up to " + head.size() + " are not those of which the head was kept");
        }
        Append.bind(heads, frontier, lastTime).add();
    }

    LogHead finish() {
        flush();
        Reprojection.done(handle);
        return frontier.head();
    }

    private void flush() {
        PreparedBatch rows = Standing.batch(handle);
        standing.values().forEach(row -> row.addTo(rows));
        standing.clear();
        for (PreparedBatch each : List.of(lines, bodies, rows, heads)) {
            if (each.size() > 0) {
                each.execute();
            }
        }
    }
}
