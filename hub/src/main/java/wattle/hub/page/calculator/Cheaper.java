package wattle.hub.page.calculator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Footprint;
import wattle.grid.Labels;
import wattle.grid.catalog.CloudRegion;
import wattle.grid.catalog.CloudRegions;
import wattle.grid.catalog.TypicalDay;
import wattle.hub.page.plan.Heat;
import wattle.report.Masses;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// Where and when the same job would emit least: with the same energy of the devices, in the
/// regions of cloud providers by their yearly figures, and at the hours of the zone's typical day.
///
/// @param regions the three with the least operational carbon
/// @param hours the three best hours of a typical day to start at; empty where no typical day of
///   the zone is known, or the job lasts for days and the hour makes no difference
/// @param hoursOf whose typical day, and of which years
public record Cheaper(List<Region> regions, List<Hour> hours, String hoursOf) {

    private static final int SHOWN = 3;
    private static final double LONGEST_HOURS = 48;

    /// @param carbon operational, in words
    /// @param query what the address of the calculator says instead of its place
    public record Region(
            String name,
            String place,
            String carbon,
            String intensity,
            String query,
            double grams) {}

    /// @param against the mean over all hours, such as "−12 %"
    public record Hour(String start, String carbon, String against) {}

    /// @param year of the job; null for the latest
    /// @param pue that somebody gave; null where each provider's own counts
    static Cheaper than(
            Footprint footprint, @Nullable Integer year, @Nullable Double pue, String provider) {
        Energy energy = footprint.operational().itEnergy();
        return new Cheaper(
                regions(energy, footprint.intensity().labels(), year, pue, provider),
                hours(footprint),
                hoursOf(footprint));
    }

    private static List<Region> regions(
            Energy energy,
            Labels labels,
            @Nullable Integer year,
            @Nullable Double pue,
            String provider) {
        List<Region> all = new ArrayList<>();
        for (String each : CloudRegions.providers()) {
            if (!provider.isEmpty() && !provider.equalsIgnoreCase(each)) {
                continue;
            }
            for (String name : CloudRegions.regions(each)) {
                CloudRegion region = CloudRegions.find(each, name, year);
                if (region.intensity().labels().equals(labels)) {
                    all.add(region(energy, region, pue));
                }
            }
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Region::grams).thenComparing(Region::name))
                .limit(SHOWN)
                .toList();
    }

    private static Region region(Energy energy, CloudRegion region, @Nullable Double pue) {
        double overhead = pue == null ? region.pue().pue().value().ratio() : pue;
        double intensity = region.intensity().intensity().value().gramsPerKilowattHour();
        double grams = energy.kilowattHours() * overhead * intensity;
        return new Region(
                region.provider() + " " + region.region(),
                region.city(),
                Masses.alone(new CarbonMass(grams)),
                wattle.report.Figures.number(intensity) + " g/kWh",
                "provider=" + region.provider() + "&region=" + region.region(),
                grams);
    }

    private static @Nullable TypicalDay typicalDay(Footprint footprint) {
        var used = footprint.intensity();
        return used.zone() == null ? null : TypicalDay.find(used.zone(), used.labels());
    }

    private static String hoursOf(Footprint footprint) {
        TypicalDay day = typicalDay(footprint);
        return day == null ? "" : day.zone() + ", mean day of " + day.years();
    }

    private static List<Hour> hours(Footprint footprint) {
        TypicalDay day = typicalDay(footprint);
        Duration duration = footprint.duration();
        if (day == null || duration == null || duration.toSeconds() > LONGEST_HOURS * 3600) {
            return List.of();
        }
        double hours = duration.toMillis() / 3.6e6;
        double[] means = new double[24];
        for (double[] month : day.means()) {
            for (int hour = 0; hour < 24; hour++) {
                means[hour] += month[hour] / 12;
            }
        }
        double mean = 0;
        for (double each : means) {
            mean += each / 24;
        }
        double energy = footprint.operational().facilityEnergy().kilowattHours();
        List<double[]> starts = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            starts.add(new double[] {hour, Heat.from(means, hour, Math.max(hours, 1e-9))});
        }
        starts.sort(Comparator.comparingDouble(each -> each[1]));
        List<Hour> best = new ArrayList<>();
        for (double[] each : starts.subList(0, SHOWN)) {
            best.add(
                    new Hour(
                            String.format(Locale.ROOT, "%02d:00 UTC", (int) each[0]),
                            Masses.alone(new CarbonMass(energy * each[1])),
                            String.format(Locale.ROOT, "%+.0f %%", 100 * (each[1] / mean - 1))
                                    .replace('-', '−')));
        }
        return best;
    }
}
