package wattle.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JsonGenerator;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Token;
import wattle.ledger.sql.Tokens;
import wattle.report.json.FootprintWriter;

/// `wattle hub token list`: what is known of the tokens, which is not the tokens.
final class HubTokenListCommand implements Callable<Integer> {

    private final Console console;
    private final Clock clock;
    private final DatabaseOptions database;

    private final TableOptions table =
            new TableOptions("Print wattle.tokens/1.", "Print a header and a row for each token.");

    HubTokenListCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        return table.addTo(
                database.addTo(Opt.command(this, "list", "List tokens.", "wattle hub token list")));
    }

    @Override
    public Integer call() {
        table.requireOne();
        try (Database opened = database.open()) {
            List<Token> tokens = new Tokens(opened, clock).list();
            table.print(
                    console, to -> text(tokens, to), to -> csv(tokens, to), to -> json(tokens, to));
        } catch (LedgerException refused) {
            throw DatabaseOptions.failure(refused);
        }
        return Exit.DONE.code();
    }

    private void text(List<Token> tokens, PrintWriter to) {
        var columns = new Columns();
        columns.add("token", "scope", "name", "created", "expires", "last used", "state");
        for (Token each : tokens) {
            columns.add(
                    "wattle_" + each.prefix() + "…",
                    each.scope().label(),
                    each.name(),
                    each.createdAt().toString(),
                    shown(each.expiresAt(), "never"),
                    shown(each.lastUsedAt(), "never"),
                    state(each));
        }
        columns.print("", to);
    }

    private String state(Token token) {
        return token.isGood(clock.instant())
                ? "good"
                : token.revokedAt() != null ? "revoked" : "expired";
    }

    private static String shown(@Nullable Instant at, String otherwise) {
        return at == null ? otherwise : at.toString();
    }

    private static void csv(List<Token> tokens, PrintWriter to) {
        to.print("prefix,scope,name,created_at,expires_at,last_used_at,revoked_at\n");
        for (Token each : tokens) {
            to.print(
                    String.join(
                                    ",",
                                    each.prefix(),
                                    each.scope().label(),
                                    '"' + each.name().replace("\"", "\"\"") + '"',
                                    each.createdAt().toString(),
                                    shown(each.expiresAt(), ""),
                                    shown(each.lastUsedAt(), ""),
                                    shown(each.revokedAt(), ""))
                            + "\n");
        }
    }

    private static void json(List<Token> tokens, PrintWriter to) {
        try (JsonGenerator json = FootprintWriter.generator(to)) {
            json.writeStartObject();
            json.writeStringProperty("schema", "wattle.tokens/1");
            FootprintWriter.versions(Versions.current(), json);
            json.writeArrayPropertyStart("tokens");
            for (Token each : tokens) {
                json.writeStartObject();
                json.writeStringProperty("prefix", each.prefix());
                json.writeStringProperty("scope", each.scope().label());
                json.writeStringProperty("name", each.name());
                time(json, "created_at", each.createdAt());
                time(json, "expires_at", each.expiresAt());
                time(json, "last_used_at", each.lastUsedAt());
                time(json, "revoked_at", each.revokedAt());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant at) {
        if (at == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, at.toString());
        }
    }
}
