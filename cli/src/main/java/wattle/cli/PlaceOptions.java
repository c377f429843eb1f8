package wattle.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.Factor;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.catalog.CloudRegions;
import wattle.grid.catalog.FacilityPue;
import wattle.grid.catalog.Places;
import wattle.unit.CarbonIntensity;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Source;

/// Where the electricity comes from, and what the facility adds: options that several commands
/// share.
final class PlaceOptions {

    private static final String WORLD = "WLD";
    private static final Source USER = new Source("given by the user", null);

    @Option(
            names = "--zone",
            paramLabel = "Z",
            description = "Country, state, province or grid zone, such as FR, US-CA or DK-DK1.")
    private @Nullable String zone;

    @Option(
            names = "--provider",
            paramLabel = "P",
            description = "Cloud provider: aws, azure or gcp.")
    private @Nullable String provider;

    @Option(names = "--region", paramLabel = "R", description = "Region of the provider.")
    private @Nullable String region;

    @Option(
            names = "--intensity",
            paramLabel = "G",
            description = "Carbon intensity in g/kWh, instead of a place.")
    private @Nullable Double intensity;

    @Option(
            names = "--signal",
            paramLabel = "S",
            description = "What a given intensity is: average or marginal.")
    private @Nullable String signal;

    @Option(
            names = "--factor",
            paramLabel = "F",
            description =
                    "What a given intensity counts: direct-co2, direct-co2e or lifecycle-co2e.")
    private @Nullable String factor;

    @Option(
            names = "--pue",
            paramLabel = "X",
            description = "Power usage effectiveness: facility energy over IT energy, at least 1.")
    private @Nullable Double pue;

    /// The intensity of the place that was named; null where none was.
    ///
    /// @param year the year of the job; null for the latest figure
    @Nullable IntensityFactor named(@Nullable Integer year) {
        long ways =
                List.of(zone != null, provider != null || region != null, intensity != null)
                        .stream()
                        .filter(given -> given)
                        .count();
        if (ways > 1) {
            throw new Failure(
                    Exit.USAGE,
                    20,
                    "--zone, --provider with --region, and --intensity exclude each other",
                    "Give one of them.");
        }
        if ((provider == null) != (region == null)) {
            throw new Failure(
                    Exit.USAGE,
                    21,
                    "--provider and --region go together",
                    "For example: --provider aws --region eu-west-3");
        }
        if (zone != null) {
            return Places.find(zone, year);
        }
        if (provider != null && region != null) {
            return CloudRegions.find(provider, region, year).intensity();
        }
        return intensity == null ? null : given(intensity);
    }

    /// As [#named], or the world's mean where no place was named.
    IntensityFactor orWorld(@Nullable Integer year) {
        IntensityFactor named = named(year);
        if (named != null) {
            return named;
        }
        IntensityFactor world = Places.find(WORLD, year);
        return new IntensityFactor(
                world.zone(),
                world.place(),
                world.intensity(),
                world.labels(),
                world.quality(),
                world.year(),
                world.basis(),
                world.source(),
                Lists.with(
                        world.notes(),
                        "no place was named, so the world's mean intensity is assumed; --zone or"
                                + " --provider with --region make the number yours"));
    }

    /// Refuses what is wrong in these options, and reads only the tables that they name.
    void check() {
        if (isNamed()) {
            named(null);
        }
        if (pue != null || provider != null) {
            knownOverhead(null);
        }
        signal();
        factor();
    }

    boolean isNamed() {
        return zone != null || provider != null || region != null || intensity != null;
    }

    /// The signal of a bare value or file; null where nobody said.
    @Nullable Signal signal() {
        return signal == null
                ? null
                : Words.choose("--signal", signal, Signal.values(), Signal::label);
    }

    /// The factor of a bare value or file; null where nobody said.
    @Nullable Factor factor() {
        return factor == null
                ? null
                : Words.choose("--factor", factor, Factor.values(), Factor::label);
    }

    /// The overhead of devices whose energy is computed from their power, which no facility is part
    /// of: what was given, the provider's, or that of an unknown data centre.
    Overhead overheadOfDevices(@Nullable Integer year) {
        Overhead known = knownOverhead(year);
        return known != null ? known : overhead(FacilityPue.ofUnknownDataCentre(year));
    }

    /// The overhead of energy that was metered: what was given or the provider's, else none,
    /// because a meter may stand before or behind the facility's overhead. The range reaches to the
    /// mean of unknown data centres.
    Overhead overheadOfMeters(@Nullable Integer year) {
        Overhead known = knownOverhead(year);
        if (known != null) {
            return known;
        }
        FacilityPue unknown = FacilityPue.ofUnknownDataCentre(year);
        return new Overhead(
                new Range<>(Pue.NONE, Pue.NONE, unknown.pue().value()),
                Origin.ASSUMED,
                unknown.source(),
                unknown.year(),
                "no PUE was given, so no overhead is counted; up to the mean of surveyed data centres");
    }

    private @Nullable Overhead knownOverhead(@Nullable Integer year) {
        if (pue != null) {
            return new Overhead(
                    Range.exactly(checked("--pue", pue, Pue::new)),
                    Origin.SUPPLIED,
                    USER,
                    null,
                    "as given");
        }
        return provider == null ? null : overhead(FacilityPue.ofProvider(provider, year));
    }

    private static Overhead overhead(FacilityPue facility) {
        return new Overhead(
                facility.pue(),
                Origin.ASSUMED,
                facility.source(),
                facility.year(),
                facility.basis());
    }

    private IntensityFactor given(double gramsPerKilowattHour) {
        Signal said = signal();
        Factor counts = factor();
        if (gramsPerKilowattHour < 0 && (said == null || said == Signal.AVERAGE)) {
            throw new Failure(
                    Exit.USAGE,
                    22,
                    "--intensity is negative, in g/kWh: " + gramsPerKilowattHour,
                    "Only a marginal intensity can be: add --signal marginal.");
        }
        return new IntensityFactor(
                null,
                "a given intensity",
                Range.exactly(checked("--intensity", gramsPerKilowattHour, CarbonIntensity::new)),
                new Labels(
                        said == null ? Signal.UNSTATED : said,
                        counts == null ? Factor.UNSTATED : counts),
                Quality.UNSTATED,
                null,
                "as given",
                USER,
                List.of());
    }

    /// A quantity from an option, or the refusal of its type as a usage error.
    static <T> T checked(
            String option, double value, java.util.function.DoubleFunction<T> quantity) {
        try {
            return quantity.apply(value);
        } catch (IllegalArgumentException wrong) {
            throw new Failure(Exit.USAGE, 23, option + ": " + wrong.getMessage(), "", wrong);
        }
    }
}
