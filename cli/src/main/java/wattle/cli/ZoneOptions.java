package wattle.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.Bounds;
import wattle.plan.Site;
import wattle.plan.Slots;
import wattle.plan.csv.PricesFile;
import wattle.plan.csv.SitesFile;
import wattle.plan.csv.TimesFile;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.unit.Energy;
import wattle.unit.Pue;

/// In what zones differ beside their intensity: overhead, transfer, devices, residency and price.
final class ZoneOptions {

    private final Opt<String[]> pue =
            Opt.texts(
                    "--pue",
                    "X|ZONE=X",
                    "Power usage effectiveness, of all zones or of one (default: 1, no overhead).");

    private final Opt<String[]> transferEnergy =
            Opt.texts(
                    "--transfer-kwh",
                    "ZONE=E",
                    "Energy of bringing the job there, at its intensity and PUE.");

    private final Opt<String[]> transferTime =
            Opt.texts("--transfer-time", "ZONE=D", "Time in which the job is brought there.");

    private final Opt<String> cost =
            Opt.text(
                    "--cost",
                    "FILE",
                    "CSV: zone and price_per_kwh or price_per_hour, or both; with"
                            + " interval_start_utc where they change.");

    private final Opt<String> places =
            Opt.text(
                    "--places",
                    "FILE",
                    "CSV: zone and any of tag, gpus, pue, transfer_kwh, transfer_time.");

    private final Opt<Boolean> sameTag =
            Opt.flag(
                    "--same-tag",
                    "Leave out zones whose tag in --places is not that of the first zone.");

    private final Opt<String> gpu =
            Opt.text("--gpu", "MODEL", "Leave out zones without it in --places.");

    private final Opt<String> available =
            Opt.text(
                    "--available",
                    "FILE",
                    "CSV: zone,start_utc,end_utc. When the zones in it have devices.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(
                command, pue, transferEnergy, transferTime, cost, places, sameTag, gpu, available);
    }

    /// A zone with what was said of it.
    ///
    /// @param priced the same by what it costs; null where no price is known
    /// @param bounds the same by the bounds of its intensity; null where that has none
    /// @param allowed whether the job may run there at all
    record Placed(
            Site site, @Nullable Site priced, @Nullable Between bounds, Pue pue, boolean allowed) {}

    /// A zone as if every slot were low, and as if every slot were high.
    record Between(Site low, Site high) {}

    /// Whether prices were given.
    boolean priced() {
        return cost.given();
    }

    /// Facility overhead by zone, 1 where nothing was said.
    ///
    /// @param zones by name
    Map<String, Pue> overheads(Map<String, ?> zones) {
        Map<String, SitesFile.Site> known =
                places.given() ? SitesFile.read(Words.path("--places", places.get())) : Map.of();
        Map<String, String> given = byZone(pue, zones, true);
        Map<String, Pue> overheads = new HashMap<>();
        zones.forEach((zone, any) -> overheads.put(zone, pue(zone, given, known.get(zone))));
        return overheads;
    }

    /// Those options that say where one job may go and what that costs.
    List<Opt<?>> ofOneJob() {
        return List.of(transferEnergy, transferTime, cost, sameTag, gpu, available);
    }

    /// In the same order. The first is home.
    ///
    /// @param windows by the zone's name, in g/kWh
    /// @param bounds of their intensity, where there are any
    Map<String, Placed> placed(
            Map<String, Slots> windows, Map<String, Bounds> bounds, PrintWriter err) {
        Map<String, SitesFile.Site> known =
                places.given() ? SitesFile.read(Words.path("--places", places.get())) : Map.of();
        Map<String, List<Interval>> times =
                available.given()
                        ? TimesFile.read(Words.path("--available", available.get()))
                        : Map.of();
        Map<String, PricesFile.Zone> prices =
                cost.given() ? PricesFile.read(Words.path("--cost", cost.get())) : Map.of();
        Map<String, String> overheads = byZone(pue, windows, true);
        Map<String, String> energies = byZone(transferEnergy, windows, false);
        Map<String, String> durations = byZone(transferTime, windows, false);
        String home = windows.keySet().iterator().next();
        Map<String, Placed> placed = new LinkedHashMap<>();
        windows.forEach((zone, window) -> {
            SitesFile.@Nullable Site row = known.get(zone);
            Pue ratio = pue(zone, overheads, row);
            Site site =
                    zone.equals(home)
                            ? Site.home(zone, window, ratio)
                            : Site.away(zone, window, ratio);
            site =
                    site.withTransfer(
                            energy(zone, energies, row),
                            slots(zone, durations, row, window.step()));
            List<Interval> during = times.get(zone);
            if (during != null) {
                site = site.availableDuring(during);
            }
            placed.put(
                    zone,
                    new Placed(
                            site,
                            priced(site, prices.get(zone), ratio, err),
                            between(site, bounds.get(zone), ratio),
                            ratio,
                            isAllowed(zone, home, known, err)));
        });
        if (placed.values().stream().noneMatch(Placed::allowed)) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    270,
                    "no zone is left in which the job may run",
                    "Name more zones, or ask for less of them.");
        }
        return placed;
    }

    /// `ZONE=VALUE` by zone; a value alone, where that is allowed, stands under the empty name.
    private static Map<String, String> byZone(
            Opt<String[]> option, Map<String, ?> windows, boolean plain) {
        String name = option.spec().longestName();
        Map<String, String> values = new HashMap<>();
        for (String word : Opt.all(option)) {
            int end = word.lastIndexOf('=');
            String zone = end < 0 ? "" : word.substring(0, end);
            if (end < 0 && !plain) {
                throw new Failure(
                        Exit.USAGE,
                        270,
                        name + " cannot be \"" + word + "\"",
                        "Write the zone first: ZONE=" + word + ".");
            }
            if (end >= 0 && !windows.containsKey(zone)) {
                throw new Failure(
                        Exit.USAGE,
                        271,
                        name + " names \"" + zone + "\", which is none of the zones of the plan",
                        "They are " + String.join(", ", windows.keySet()) + ".");
            }
            if (values.put(zone, word.substring(end + 1)) != null) {
                throw new Failure(
                        Exit.USAGE, 272, name + " is there twice: " + word, "Give one of them.");
            }
        }
        return values;
    }

    private static Pue pue(String zone, Map<String, String> given, SitesFile.@Nullable Site known) {
        String own = given.get(zone);
        if (own == null && known != null && known.pue().isPresent()) {
            return new Pue(known.pue().getAsDouble());
        }
        String word = own == null ? given.get("") : own;
        return word == null
                ? Pue.NONE
                : PlaceOptions.checked("--pue", number("--pue", word), Pue::new);
    }

    private static Energy energy(
            String zone, Map<String, String> given, SitesFile.@Nullable Site known) {
        String word = given.get(zone);
        double kilowattHours =
                word != null
                        ? number("--transfer-kwh", word)
                        : known == null ? 0 : known.transferKilowattHours().orElse(0);
        return PlaceOptions.checked("--transfer-kwh", kilowattHours, Energy::ofKilowattHours);
    }

    /// Rounded up to whole slots.
    private static int slots(
            String zone, Map<String, String> given, SitesFile.@Nullable Site known, Duration step) {
        String word = given.get(zone);
        String option = "--transfer-time";
        if (word == null && known != null && !known.transferTime().isEmpty()) {
            word = known.transferTime();
            option = "transfer_time of " + zone + " in --places";
        }
        return word == null || word.equals("0")
                ? 0
                : PausingOptions.slots(Words.duration(option, word), step);
    }

    private static double number(String option, String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    273,
                    option + " needs a number, not \"" + word + "\"",
                    "Write ZONE=1.5.",
                    wrong);
        }
    }

    private boolean isAllowed(
            String zone, String home, Map<String, SitesFile.Site> known, PrintWriter err) {
        if ((sameTag.given() || gpu.given()) && !places.given()) {
            throw new Failure(
                    Exit.USAGE,
                    274,
                    "tags and devices of zones are not known",
                    "Name a table of them with --places FILE.");
        }
        SitesFile.Site own = known.get(home);
        SitesFile.Site its = known.get(zone);
        if (sameTag.given() && (own == null || own.tag().isEmpty())) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    271,
                    "the data residency tag of " + home + " is not known",
                    "Add it to the table of --places.");
        }
        if (sameTag.given() && own != null && (its == null || !its.hasTagOf(own))) {
            String has = its == null || its.tag().isEmpty() ? "is not known" : "is " + its.tag();
            err.println("wattle: " + zone + " is left out: its tag " + has + ", not " + own.tag());
            return false;
        }
        if (gpu.given() && (its == null || !its.hasGpu(gpu.get()))) {
            err.println("wattle: " + zone + " is left out: it is not known to have " + gpu.get());
            return false;
        }
        return true;
    }

    private static @Nullable Between between(Site site, @Nullable Bounds bounds, Pue ratio) {
        return bounds == null
                ? null
                : new Between(by(site, bounds.low(), ratio), by(site, bounds.high(), ratio));
    }

    private static Site by(Site site, HeldSeries gramsPerKilowattHour, Pue ratio) {
        Slots window = site.window();
        double[] means =
                gramsPerKilowattHour.means(
                        window.start(), window.step(), window.step(), window.size());
        for (int i = 0; i < means.length; i++) {
            // The end of the last slot may lie behind the last value, as in the window itself.
            means[i] = Double.isNaN(means[i]) ? window.mean(i) : means[i] * ratio.ratio();
        }
        return site.weighing(0, means, null);
    }

    private @Nullable Site priced(
            Site site, PricesFile.@Nullable Zone prices, Pue ratio, PrintWriter err) {
        if (prices == null) {
            if (cost.given()) {
                err.println("wattle: no price is known of " + site.zone());
            }
            return null;
        }
        double[] energy = means(site, prices.perKilowattHour());
        double[] facility = new double[site.window().size()];
        for (int i = 0; energy != null && i < facility.length; i++) {
            facility[i] = energy[i] * ratio.ratio();
        }
        return site.weighing(0, facility, means(site, prices.perHour()));
    }

    private static double @Nullable [] means(Site site, PricesFile.@Nullable Prices prices) {
        if (prices == null) {
            return null;
        }
        Slots window = site.window();
        double[] means = prices.means(window.start(), window.step(), window.size());
        for (int i = 0; i < means.length; i++) {
            if (Double.isNaN(means[i])) {
                throw new Failure(
                        Exit.DATA_MISSING,
                        272,
                        "the prices of " + site.zone() + " have no value for " + window.interval(i),
                        "Give prices for the whole window.");
            }
        }
        return means;
    }

    /// Those in which the job may run.
    static List<Placed> allowed(Map<String, Placed> placed) {
        List<Placed> allowed = new ArrayList<>();
        for (Placed each : placed.values()) {
            if (each.allowed()) {
                allowed.add(each);
            }
        }
        return allowed;
    }
}
