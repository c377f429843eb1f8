package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JsonGenerator;
import wattle.report.json.FootprintWriter;
import wattle.run.driver.Entry;
import wattle.run.driver.Shift;
import wattle.run.driver.ShiftFolder;

/// `wattle list`: the shifted runs, what they are doing, and whether somebody drives them.
final class ListCommand implements Callable<Integer> {

    private final Console console;
    private final Home home;
    private final Clock clock;

    private final Opt<Boolean> all = Opt.flag("--all", "Also those that have ended.");

    private final TableOptions table =
            new TableOptions("Print wattle.list/1.", "Print a header and a row for each run.");

    ListCommand(Console console, Home home, Clock clock) {
        this.console = console;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "list",
                        "List the runs that are shifted in time.",
                        "wattle list --all");
        return table.addTo(Opt.add(command, all));
    }

    /// @param driver null where nobody drives it
    private record Row(Shift shift, Entry entry, @Nullable Long driver) {

        String remark() {
            boolean alone = driver == null && !entry.state().isOver();
            return alone
                    ? "driven by nobody: wattle resume " + shift.id()
                    : entry.exitCode() != null && entry.exitCode() != 0
                            ? "exit code " + entry.exitCode()
                            : entry.why();
        }
    }

    @Override
    public Integer call() {
        table.requireOne();
        List<Row> rows = new ArrayList<>();
        for (ShiftFolder each : Shifts.all(home, console)) {
            try {
                Entry entry = Shifts.entry(each);
                if (all.given() || !entry.state().isOver()) {
                    boolean free = entry.state().isOver() || !each.isDriven();
                    rows.add(new Row(each.shift(), entry, free ? null : each.driver()));
                }
            } catch (IOException unreadable) {
                console.err()
                        .println(
                                "wattle: run "
                                        + each.shift().id()
                                        + " is left out: "
                                        + Problems.of(unreadable));
            }
        }
        table.print(console, to -> text(rows, to), to -> csv(rows, to), to -> json(rows, to));
        return Exit.DONE.code();
    }

    private void text(List<Row> rows, PrintWriter to) {
        if (rows.isEmpty()) {
            to.println(all.given() ? "No runs." : "No runs wait, run or are paused.");
            return;
        }
        var columns = new Columns();
        columns.add("RUN", "STATE", "SINCE", "ON", "POLICY", "DEADLINE", "COMMAND", "");
        for (Row each : rows) {
            columns.add(
                    each.shift().id(),
                    each.entry().state().label(),
                    Ages.ago(each.entry().at(), clock.instant()),
                    each.shift().backend(),
                    each.shift().policy().label(),
                    seconds(each.shift().deadline()),
                    shortened(String.join(" ", each.shift().command())),
                    each.remark());
        }
        columns.print("", to);
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String shortened(String command) {
        return command.length() <= 40 ? command : command.substring(0, 39) + "…";
    }

    private static void csv(List<Row> rows, PrintWriter to) {
        to.println("run,state,at,on,policy,start,deadline,pauses,exit_code,driver,command,remark");
        for (Row each : rows) {
            Entry entry = each.entry();
            to.println(
                    String.join(
                            ",",
                            each.shift().id(),
                            entry.state().label(),
                            entry.at().toString(),
                            each.shift().backend(),
                            each.shift().policy().label(),
                            each.shift().start().toString(),
                            each.shift().deadline().toString(),
                            Integer.toString(entry.pauses()),
                            entry.exitCode() == null ? "" : entry.exitCode().toString(),
                            each.driver() == null ? "" : each.driver().toString(),
                            wattle.report.Escape.csv(String.join(" ", each.shift().command())),
                            wattle.report.Escape.csv(each.remark())));
        }
    }

    private static void whole(String name, @Nullable Number value, JsonGenerator out) {
        if (value == null) {
            out.writeNullProperty(name);
        } else {
            out.writeNumberProperty(name, value.longValue());
        }
    }

    private static void json(List<Row> rows, PrintWriter to) {
        JsonGenerator out = FootprintWriter.generator(to);
        out.writeStartObject();
        out.writeStringProperty("schema", "wattle.list/1");
        out.writeArrayPropertyStart("runs");
        for (Row each : rows) {
            Entry entry = each.entry();
            out.writeStartObject();
            out.writeStringProperty("run_id", each.shift().id());
            out.writeStringProperty("state", entry.state().label());
            out.writeStringProperty("at", entry.at().toString());
            out.writeStringProperty("on", each.shift().backend());
            out.writeStringProperty("policy", each.shift().policy().label());
            out.writeStringProperty("start", each.shift().start().toString());
            out.writeStringProperty("deadline", each.shift().deadline().toString());
            out.writeNumberProperty(
                    "duration_seconds", each.shift().load().duration().toNanos() / 1e9);
            out.writeNumberProperty("pauses", entry.pauses());
            out.writeNumberProperty("ran_seconds", entry.ran().toNanos() / 1e9);
            whole("exit_code", entry.exitCode(), out);
            whole("driver_pid", each.driver(), out);
            FootprintWriter.string(out, "handle", entry.handle());
            out.writeArrayPropertyStart("command");
            each.shift().command().forEach(out::writeString);
            out.writeEndArray();
            out.writeStringProperty("remark", each.remark());
            out.writeEndObject();
        }
        out.writeEndArray();
        FootprintWriter.versions(Versions.current(), out);
        out.writeEndObject();
        out.writeRaw('\n');
        out.flush();
    }
}
