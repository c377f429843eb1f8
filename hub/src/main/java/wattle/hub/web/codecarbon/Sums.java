package wattle.hub.web.codecarbon;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;

/// What emissions come to together: amounts added, powers and rates averaged over the emissions
/// that say them, as CodeCarbon's server does. Added in decimals, so that no digit is lost and the
/// order is of no matter. Of amounts that nobody said there is no sum; of no emissions the sum is
/// zero. For one thread.
final class Sums {

    /// @param given the name in an emission
    /// @param name the name here
    /// @param isMean whether it is averaged
    private record Term(String given, String name, boolean isMean) {}

    private static final List<Term> TERMS =
            List.of(
                    new Term("emissions_sum", "emissions", false),
                    new Term("cpu_power", "cpu_power", true),
                    new Term("gpu_power", "gpu_power", true),
                    new Term("ram_power", "ram_power", true),
                    new Term("cpu_energy", "cpu_energy", false),
                    new Term("gpu_energy", "gpu_energy", false),
                    new Term("ram_energy", "ram_energy", false),
                    new Term("energy_consumed", "energy_consumed", false),
                    new Term("duration", "duration", false),
                    new Term("emissions_rate", "emissions_rate", true),
                    new Term("cpu_utilization_percent", "cpu_utilization_percent", true),
                    new Term("gpu_utilization_percent", "gpu_utilization_percent", true),
                    new Term("ram_utilization_percent", "ram_utilization_percent", true));

    private final BigDecimal[] sums = new BigDecimal[TERMS.size()];
    private final long[] counts = new long[TERMS.size()];
    private long emissions;

    Sums() {
        java.util.Arrays.fill(sums, BigDecimal.ZERO);
    }

    /// @param body of an emission, as it is kept
    void add(String body) {
        if (!(Json.parse(body.getBytes(StandardCharsets.UTF_8)) instanceof Json.Fields said)) {
            throw new IllegalStateException("an emission was kept that is no object");
        }
        for (int i = 0; i < sums.length; i++) {
            if (said.values().get(TERMS.get(i).given()) instanceof Json.Numeral number) {
                sums[i] = sums[i].add(new BigDecimal(number.text()));
                counts[i]++;
            }
        }
        emissions++;
    }

    void addTo(Fields fields) {
        for (int i = 0; i < sums.length; i++) {
            BigDecimal value = value(i);
            fields.put(
                    TERMS.get(i).name(),
                    value == null ? new Json.Nothing() : new Json.Numeral(plain(value)));
        }
        fields.number("emissions_count", emissions);
    }

    private @Nullable BigDecimal value(int i) {
        if (TERMS.get(i).isMean()) {
            return counts[i] == 0
                    ? null
                    : sums[i].divide(BigDecimal.valueOf(counts[i]), MathContext.DECIMAL128);
        }
        return counts[i] == 0 && emissions > 0 ? null : sums[i];
    }

    /// Without zeros at the end, and whole numbers without an exponent.
    private static String plain(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return (bare.scale() < 0 ? bare.setScale(0) : bare).toString();
    }
}
