package wattle.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.cache.CacheEntry;
import wattle.grid.cache.GridCache;

/// `wattle grid cache clear`: removes what was fetched, and says what.
final class GridCacheClearCommand implements Callable<Integer> {

    private final Console console;
    private final Home home;
    private final Clock clock;

    private final Opt<String> zone =
            Opt.text("--zone", "Z", "Only this zone, such as uk:GB, or its key alone.");

    private final Opt<String> source =
            Opt.text("--source", "S", "Only what came from this source, such as watttime.");

    private final Opt<String> model =
            Opt.text("--model", "M", "Only this model; import for what came from files.");

    private final Opt<String> olderThan =
            Opt.text(
                    "--older-than",
                    "DURATION",
                    "Only what was last fetched longer ago than this, such as 90d.");

    private final Opt<Boolean> dryRun =
            Opt.flag("--dry-run", "Say what would be removed, and remove nothing.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.cache/1.");

    GridCacheClearCommand(Console console, Home home, Clock clock) {
        this.console = console;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        return Opt.add(
                Opt.command(
                        this,
                        "clear",
                        "Remove fetched grid data; without options all of it.",
                        "wattle grid cache clear --older-than 90d --dry-run"),
                zone,
                source,
                model,
                olderThan,
                dryRun,
                json);
    }

    @Override
    public Integer call() {
        Duration age = olderThan.given() ? Words.duration("--older-than", olderThan.get()) : null;
        Instant now = clock.instant();
        GridCache cache = GridCacheCommand.open(home, console);
        Predicate<CacheEntry> named = each -> isNamed(each, age, now);
        List<CacheEntry> removed =
                dryRun.given() ? cache.list().stream().filter(named).toList() : cache.clear(named);
        if (json.given()) {
            CacheList.json(removed, dryRun.given() ? "would_remove" : "removed", now, console);
            return Exit.DONE.code();
        }
        if (removed.isEmpty()) {
            console.out().println("Nothing to remove.");
            return Exit.DONE.code();
        }
        console.out().println(dryRun.given() ? "Would be removed:" : "Removed:");
        CacheList.table(removed, now, console);
        return Exit.DONE.code();
    }

    private boolean isNamed(CacheEntry entry, @Nullable Duration age, Instant now) {
        var of = entry.key().zone();
        return (!zone.given() || of.toString().equals(zone.get()) || of.key().equals(zone.get()))
                && (!source.given() || of.source().equals(source.get()))
                && (!model.given() || entry.key().model().equals(model.get()))
                && (age == null
                        || entry.newest() == null
                        || entry.newest().isBefore(now.minus(age)));
    }
}
