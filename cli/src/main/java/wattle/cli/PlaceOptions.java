package wattle.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
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

    private final Opt<String> zone =
            Opt.text(
                    "--zone",
                    "Z",
                    "Country, state, province or grid zone, such as FR, US-CA or DK-DK1.");

    private final Opt<String> provider =
            Opt.text("--provider", "P", "Cloud provider: aws, azure or gcp.");

    private final Opt<String> region = Opt.text("--region", "R", "Region of the provider.");

    private final Opt<Double> intensity =
            Opt.number("--intensity", "G", "Carbon intensity in g/kWh, instead of a place.");

    private final Opt<String> signal =
            Opt.text("--signal", "S", "What a given intensity is: average or marginal.");

    private final Opt<String> factor =
            Opt.text(
                    "--factor",
                    "F",
                    "What a given intensity counts: direct-co2, direct-co2e or lifecycle-co2e.");

    private final Opt<Double> pue =
            Opt.number(
                    "--pue",
                    "X",
                    "Power usage effectiveness: facility energy over IT energy, at least 1.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, zone, provider, region, intensity, signal, factor, pue);
    }

    private List<Opt<?>> all() {
        return List.of(zone, provider, region, intensity, signal, factor, pue);
    }

    /// Notes what was given.
    void save(Map<String, String> texts) {
        all().forEach(each -> each.save(texts));
    }

    /// Takes what was noted, as if it had been given.
    void restore(Map<String, String> texts) {
        all().forEach(each -> each.restore(texts));
    }

    /// This place, with the PUE that the other was given if this was given none.
    PlaceOptions withPueOf(PlaceOptions other) {
        if (pue.given()) {
            return this;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        save(texts);
        other.pue.save(texts);
        var both = new PlaceOptions();
        both.restore(texts);
        return both;
    }

    /// The other place, with the PUE that this was given.
    PlaceOptions orElse(PlaceOptions other) {
        Map<String, String> texts = new LinkedHashMap<>();
        other.save(texts);
        pue.save(texts);
        var both = new PlaceOptions();
        both.restore(texts);
        return both;
    }

    /// The intensity of the place that was named; null where none was.
    ///
    /// @param year the year of the job; null for the latest figure
    @Nullable IntensityFactor named(@Nullable Integer year) {
        long ways =
                List.of(zone.given(), provider.given() || region.given(), intensity.given())
                        .stream()
                        .filter(Boolean::booleanValue)
                        .count();
        if (ways > 1) {
            throw new Failure(
                    Exit.USAGE,
                    20,
                    "--zone, --provider with --region, and --intensity exclude each other",
                    "Give one of them.");
        }
        if (provider.given() != region.given()) {
            throw new Failure(
                    Exit.USAGE,
                    21,
                    "--provider and --region go together",
                    "For example: --provider aws --region eu-west-3");
        }
        if (zone.given()) {
            return Places.find(zone.get(), year);
        }
        if (provider.given()) {
            return CloudRegions.find(provider.get(), region.get(), year).intensity();
        }
        return intensity.given() ? given(intensity.get()) : null;
    }

    /// The place that was named, by a name that plans know it by; null where none was.
    @Nullable String zoneName() {
        if (zone.given()) {
            return zone.get();
        }
        IntensityFactor named = provider.given() ? named(null) : null;
        return named == null || named.zone() == null ? null : named.zone().key();
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
        if (pue.given() || provider.given()) {
            knownOverhead(null);
        }
        signal();
        factor();
    }

    /// The name that was given with `--zone`; null where none was.
    @Nullable String zone() {
        return zone.value();
    }

    boolean isNamed() {
        return zone.given() || provider.given() || region.given() || intensity.given();
    }

    /// The signal of a bare value or file; null where nobody said.
    @Nullable Signal signal() {
        return signal(signal);
    }

    /// The factor of a bare value or file; null where nobody said.
    @Nullable Factor factor() {
        return factor(factor);
    }

    static @Nullable Signal signal(Opt<String> signal) {
        return signal.given()
                ? Words.choose("--signal", signal.get(), Signal.values(), Signal::label)
                : null;
    }

    static @Nullable Factor factor(Opt<String> factor) {
        return factor.given()
                ? Words.choose("--factor", factor.get(), Factor.values(), Factor::label)
                : null;
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
        if (pue.given()) {
            return new Overhead(
                    Range.exactly(checked("--pue", pue.get(), Pue::new)),
                    Origin.SUPPLIED,
                    USER,
                    null,
                    "as given");
        }
        return provider.given() ? overhead(FacilityPue.ofProvider(provider.get(), year)) : null;
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
