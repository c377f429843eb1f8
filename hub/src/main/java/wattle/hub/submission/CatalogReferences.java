package wattle.hub.submission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import wattle.hardware.catalog.Accelerators;
import wattle.ledger.check.DeviceFacts;
import wattle.ledger.check.Implied;
import wattle.ledger.check.References;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.catalog.Table;
import wattle.unit.catalog.UnknownNameException;

/// The tables that ship with Wattle, and a set of claims, as what plausibility is judged by.
///
/// Threads may share it. Making it costs a pass over the claims.
public final class CatalogReferences implements References {

    /// A family of fewer has no median worth the name.
    private static final int FEWEST_MEMBERS = 3;

    /// As many names as are remembered: looking for one that is not known takes a while.
    private static final int MOST_NAMES = 10_000;

    private static final Table PEAKS = Table.read(CatalogReferences.class, "peak_flops.csv");

    private final Map<String, Double> familyFactors = new HashMap<>();

    private final Map<String, CountryRange> countries = new ConcurrentHashMap<>();
    private final Map<String, Optional<DeviceFacts>> devices = new ConcurrentHashMap<>();

    /// @param claims all whose families count
    public CatalogReferences(Collection<Claim> claims) {
        Map<String, List<Double>> implied = new HashMap<>();
        for (Claim claim : claims) {
            Double factor = Implied.gramsPerKilowattHour(claim);
            if (factor != null && claim.subject().developer() != null) {
                implied.computeIfAbsent(family(claim.subject()), family -> new ArrayList<>())
                        .add(factor);
            }
        }
        implied.forEach((family, factors) -> {
            if (factors.size() >= FEWEST_MEMBERS) {
                familyFactors.put(family, median(factors));
            }
        });
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// Developer and the letters that a model's name begins with: "Llama 3.1 8B" and "Llama2-7b"
    /// are of one.
    static String family(Subject subject) {
        String name = subject.model().toLowerCase(Locale.ROOT).strip();
        int end = 0;
        while (end < name.length() && Character.isLetter(name.charAt(end))) {
            end++;
        }
        return subject.developer() + "/" + (end == 0 ? name : name.substring(0, end));
    }

    @Override
    public @Nullable DeviceFacts device(String accelerator) {
        Optional<DeviceFacts> found = devices.get(accelerator);
        if (found == null) {
            found = Optional.ofNullable(facts(accelerator));
            if (devices.size() < MOST_NAMES) {
                devices.put(accelerator, found);
            }
        }
        return found.orElse(null);
    }

    private static @Nullable DeviceFacts facts(String accelerator) {
        String name = known(accelerator);
        if (name == null) {
            return null;
        }
        Double peak =
                PEAKS.rows().stream()
                        .filter(row -> row.key().equals(name))
                        .map(row -> row.number("tera_flops") * 1e12)
                        .findFirst()
                        .orElse(null);
        return new DeviceFacts(
                Accelerators.find(name).ratedPower(), Accelerators.firstYear(name), peak);
    }

    /// The catalog's name of what a source calls its accelerator. Memory sizes are left off where
    /// the whole name is not known: "NVIDIA A100-40/80GB". Two models at once are none.
    private static @Nullable String known(String accelerator) {
        String whole = found(accelerator);
        return whole == null ? found(accelerator.replaceFirst("[- ][0-9/]+ ?GB$", "")) : whole;
    }

    private static @Nullable String found(String name) {
        try {
            return Accelerators.find(name).name();
        } catch (UnknownNameException nobodyKnowsIt) {
            return null;
        }
    }

    @Override
    public @Nullable Range<CarbonIntensity> intensities(Place place, @Nullable Integer year) {
        if (place.countryCode() == null) {
            return null;
        }
        return countries.computeIfAbsent(place.countryCode(), CountryRange::of).range();
    }

    @Override
    public @Nullable Double familyFactor(Subject subject) {
        return subject.developer() == null ? null : familyFactors.get(family(subject));
    }
}
