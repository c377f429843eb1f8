package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.Factor;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.series.csv.Reading;

/// Several zones, each with its intensity from a file: options that plans share.
final class ZoneFiles {

    private final Opt<String[]> files =
            Opt.texts(
                    "--intensity-file",
                    "FILE",
                    "CSV: timestamp_utc and g_per_kwh. One zone each; the first is the job's own. A"
                            + " folder stands for the series in it.");

    private final Opt<String> signal =
            Opt.text("--signal", "S", "What the intensity is: average or marginal.");

    private final Opt<String> factor =
            Opt.text("--factor", "F", "What it counts: direct-co2, direct-co2e or lifecycle-co2e.");

    /// @param name the zone's where `regions.csv` says it and no other file has it, else the file's
    /// @param layers what the series was put together from; null where it is one file's
    record Zone(String name, IntensitySeries series, @Nullable LayeredIntensity layers) {

        Zone(String name, IntensitySeries series) {
            this(name, series, null);
        }

        /// How what is used of it is known.
        Quality quality(Interval used) {
            return layers == null ? series.quality() : layers.quality(used);
        }

        /// Of layers the shortest that is some layer's own: slots need not lie on any of them.
        Duration step() {
            Duration shortest = null;
            for (Layer each : layers == null ? List.<Layer>of() : layers.layers()) {
                if (each.intensity() instanceof IntensitySeries own) {
                    Duration step = own.gramsPerKilowattHour().timeline().step().orElse(null);
                    boolean better =
                            step != null && (shortest == null || step.compareTo(shortest) < 0);
                    shortest = better ? step : shortest;
                }
            }
            return shortest != null
                    ? shortest
                    : stepOf(series.gramsPerKilowattHour().timeline(), "the intensity");
        }
    }

    static Duration stepOf(Timeline timeline, String what) {
        return timeline.step()
                .orElseThrow(() ->
                        new Failure(
                                Exit.USAGE,
                                108,
                                what + " has no step of its own",
                                "Say how long a slot of the plan is, such as --step 5m."));
    }

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, files, signal, factor);
    }

    boolean given() {
        return files.given();
    }

    /// What the intensity is said to be; null where nobody said.
    @Nullable Signal signal() {
        return PlaceOptions.signal(signal);
    }

    /// What it is said to count; null where nobody said.
    @Nullable Factor factor() {
        return PlaceOptions.factor(factor);
    }

    /// At least one zone.
    ///
    /// @param comparable whether all must be of one signal and factor
    List<Zone> read(boolean comparable, PrintWriter remarks) {
        if (!files.given()) {
            throw new Failure(
                    Exit.USAGE,
                    104,
                    "no carbon intensity was given",
                    "Name a file for each zone with --intensity-file FILE.");
        }
        List<String> names = expanded(Opt.all(files));
        List<IntensitySeries> all = new ArrayList<>();
        for (String file : names) {
            List<String> said = new ArrayList<>();
            all.add(IntensityFiles.read(List.of(file), signal(), factor(), Reading.STRICT, said));
            said.forEach(each -> remarks.println("wattle: " + each));
            if (comparable) {
                requireSame(all.getFirst().labels(), all.getLast().labels(), file);
            }
        }
        return named(names, all);
    }

    /// Folders by the files in them that are called as series are, in order of their names.
    private static List<String> expanded(List<String> words) {
        List<String> names = new ArrayList<>();
        for (String word : words) {
            Path folder = Words.path("--intensity-file", word);
            if (!Files.isDirectory(folder)) {
                names.add(word);
                continue;
            }
            try (Stream<Path> inside = Files.list(folder)) {
                List<String> found =
                        inside.filter(Files::isRegularFile)
                                .map(Path::toString)
                                .filter(each -> each.endsWith(".csv") || each.endsWith(".csv.gz"))
                                .filter(each -> !Path.of(each).endsWith("regions.csv"))
                                .sorted()
                                .toList();
                if (found.isEmpty()) {
                    throw new Failure(
                            Exit.INVALID_INPUT,
                            261,
                            word + " has no file of intensity in it",
                            "Name a file, or a folder with files that end in .csv or .csv.gz.");
                }
                names.addAll(found);
            } catch (IOException unreadable) {
                throw Failure.unreadable(word, unreadable);
            }
        }
        return names;
    }

    private static List<Zone> named(List<String> files, List<IntensitySeries> all) {
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (IntensitySeries each : all) {
            if (each.zone() != null && !once.add(each.zone().key())) {
                twice.add(each.zone().key());
            }
        }
        List<Zone> zones = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            var zone = all.get(i).zone();
            String name =
                    zone == null || twice.contains(zone.key()) ? stem(files.get(i)) : zone.key();
            zones.add(new Zone(name, all.get(i)));
        }
        return zones;
    }

    static void requireSame(Labels first, Labels other, String file) {
        try {
            Labels.requireSame(first, other);
        } catch (IllegalArgumentException mixed) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    18,
                    file + ": " + mixed.getMessage(),
                    "Plan with series of one signal and factor.",
                    mixed);
        }
    }

    /// The file's name without what says that it is one.
    private static String stem(String file) {
        String name = String.valueOf(Words.path("--intensity-file", file).getFileName());
        for (String ending : List.of(".gz", ".csv")) {
            if (name.endsWith(ending) && name.length() > ending.length()) {
                name = name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }
}
