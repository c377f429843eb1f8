package wattle.ledger.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.ledger.json.MalformedClaimException;

/// Whether what selections are answered from is what follows from the log. For one thread.
final class StandingCheck {

    private static final int AT_ONCE = 1000;

    private final Handle handle;
    private final Map<UUID, LogCheck.Last> last;
    private final Verification.Problems problems;
    private final Set<UUID> seen = new HashSet<>();

    StandingCheck(Handle handle, Map<UUID, LogCheck.Last> last, Verification.Problems problems) {
        this.handle = handle;
        this.last = last;
        this.problems = problems;
    }

    void run() {
        if (Reprojection.rules(handle) != Standing.RULES) {
            problems.add("the settings", "by which rules claims are selected is not known");
        }
        try (var rows =
                handle.createQuery("SELECT * FROM standing ORDER BY first_position")
                        .setFetchSize(AT_ONCE)
                        .map((row, context) -> Columns.of(row))
                        .iterator()) {
            rows.forEachRemaining(this::row);
        }
        last.forEach((id, each) -> {
            if (!seen.contains(id)) {
                problems.add(
                        "line " + each.line().index(), "its claim is in no list: it is not found");
            }
        });
    }

    private void row(Columns stored) {
        String id = String.valueOf(stored.values().get("claim_id"));
        String where = "claim " + stored.values().get("first_position") + " of the list";
        LogCheck.@Nullable Last its = null;
        try {
            its = last.get(UUID.fromString(id));
        } catch (IllegalArgumentException noId) {
            // Then no line has it either.
        }
        if (its == null) {
            problems.add(where, "no line of the log is about it");
            return;
        }
        seen.add(its.line().id());
        Claim claim;
        try {
            claim = claim(its.line().index());
        } catch (MalformedClaimException e) {
            problems.add(where, "what it says cannot be read: " + e.getMessage());
            return;
        }
        List<String> wrong = new ArrayList<>();
        Columns expected =
                new Standing(
                                its.firstPosition(),
                                its.line().index(),
                                its.line().id(),
                                its.line().revision(),
                                its.line().key(),
                                its.line().state(),
                                claim)
                        .columns();
        expected.values()
                .forEach((name, value) -> {
                    if (!Objects.equals(value, stored.values().get(name))) {
                        wrong.add(name);
                    }
                });
        if (!wrong.isEmpty()) {
            problems.add(where, "not as the log has it: " + String.join(", ", wrong));
        }
    }

    private @Nullable Claim claim(long position) {
        return handle.createQuery("SELECT claim FROM body WHERE position = :position")
                .bind("position", position)
                .map((row, context) -> ClaimJson.read(row.getBytes(1)))
                .findOne()
                .orElse(null);
    }
}
