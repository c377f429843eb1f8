package wattle.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.cache.CacheEntry;
import wattle.grid.cache.GridCache;

/// `wattle grid cache`: what was fetched of the grid and is kept on this machine, and how old it
/// is.
final class GridCacheCommand implements Callable<Integer> {

    private final Console console;
    private final Home home;
    private final Clock clock;

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.cache/1.");
    private final Opt<Boolean> csv = Opt.flag("--csv", "Print a header and a row for each.");

    GridCacheCommand(Console console, Home home, Clock clock) {
        this.console = console;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        return Opt.add(
                Opt.command(
                        this,
                        "cache",
                        "List the grid data that was fetched and is kept on this machine.",
                        "wattle grid cache"),
                json,
                csv);
    }

    @Override
    public Integer call() {
        exclusive(json, csv);
        List<CacheEntry> entries = open(home, console).list();
        Instant now = clock.instant();
        if (json.given()) {
            CacheList.json(entries, "entries", now, console);
        } else if (csv.given()) {
            CacheList.csv(entries, now, console);
        } else if (entries.isEmpty()) {
            console.out().println("Nothing was fetched yet into " + home.gridCache());
        } else {
            CacheList.table(entries, now, console);
        }
        return Exit.DONE.code();
    }

    static void exclusive(Opt<Boolean> json, Opt<Boolean> csv) {
        if (json.given() && csv.given()) {
            throw new Failure(Exit.USAGE, 160, "--json and --csv exclude each other", "Give one.");
        }
    }

    /// The cache in a home; its troubles are said as they come.
    static GridCache open(Home home, Console console) {
        return new GridCache(
                home.gridCache(), problem -> console.err().println("wattle: " + problem));
    }
}
