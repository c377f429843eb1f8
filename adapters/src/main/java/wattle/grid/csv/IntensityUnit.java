package wattle.grid.csv;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The units in which files give carbon intensity. They are converted to g/kWh as they are read.
public enum IntensityUnit {
    GRAMS_PER_KWH("g/kWh", 1),
    KILOGRAMS_PER_KWH("kg/kWh", 1000),
    KILOGRAMS_PER_MWH("kg/MWh", 1),
    TONNES_PER_MWH("t/MWh", 1000),
    /// The international pound is 0.45359237 kg exactly.
    POUNDS_PER_MWH("lb/MWh", 0.45359237),
    POUNDS_PER_KWH("lb/kWh", 453.59237);

    private final String label;
    private final double grams;

    IntensityUnit(String label, double grams) {
        this.label = label;
        this.grams = grams;
    }

    /// As it is written, such as `lb/MWh`.
    public String label() {
        return label;
    }

    /// How many g/kWh one of this unit is.
    public double gramsPerKilowattHour() {
        return grams;
    }

    /// The unit that a column's name says, such as `lbs_co2_per_mwh` or `gCO₂eq/kWh`; null where it
    /// says none.
    static @Nullable IntensityUnit of(String column) {
        String name = column.toLowerCase(Locale.ROOT).replace("_per_", "/").replace(" per ", "/");
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            return null;
        }
        String energy = name.substring(slash + 1);
        boolean kilo = energy.startsWith("kwh");
        if (!kilo && !energy.startsWith("mwh")) {
            return null;
        }
        return switch (mass(name.substring(0, slash))) {
            case "g" -> kilo ? GRAMS_PER_KWH : null;
            case "kg" -> kilo ? KILOGRAMS_PER_KWH : KILOGRAMS_PER_MWH;
            case "lb", "lbs" -> kilo ? POUNDS_PER_KWH : POUNDS_PER_MWH;
            case "t", "tonnes" -> kilo ? null : TONNES_PER_MWH;
            default -> null;
        };
    }

    /// The unit of mass at the end of a text, what it is of left out: `kg` of `moer_kg_co2`.
    private static String mass(String text) {
        String left = text;
        for (String of : new String[] {"eq", "e", "co2", "co₂"}) {
            left = left.endsWith(of) ? left.substring(0, left.length() - of.length()) : left;
        }
        int end = left.length();
        while (end > 0 && !Character.isLetter(left.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && Character.isLetter(left.charAt(start - 1))) {
            start--;
        }
        return left.substring(start, end);
    }
}
