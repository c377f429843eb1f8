package wattle.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Footprint;
import wattle.footprint.Input;
import wattle.footprint.IntensityLayer;
import wattle.footprint.IntensityUsed;
import wattle.footprint.Sensitivity;
import wattle.grid.Quality;
import wattle.meter.Scope;
import wattle.unit.Seconds;

/// The parts of sentences that several reports share.
public final class Phrases {

    private Phrases() {}

    /// What was charged, for a parenthesis.
    static String scope(Scope scope) {
        return switch (scope) {
            case MACHINE -> "the whole machine";
            case DEVICES -> "the devices it was given";
            case PROCESS -> "its process tree";
        };
    }

    /// "France 2024; signal average, factor lifecycle-co2e, quality yearly", and where one
    /// intensity stood in for another the share of each.
    public static String intensity(IntensityUsed used) {
        if (used.layers().isEmpty()) {
            return labelled(used);
        }
        var said = new StringBuilder(labelled(used));
        String before = ": ";
        for (IntensityLayer each : used.layers()) {
            said.append(before).append(layer(each));
            before = "; ";
        }
        return said.toString();
    }

    /// "72 % history of electricitymaps:FR, fetched 2026-03-01 10:00".
    static String layer(IntensityLayer layer) {
        var said =
                new StringBuilder(percent(layer.share()))
                        .append(" % ")
                        .append(layer.rung().words())
                        .append(" of ")
                        .append(layer.place());
        if (layer.year() != null) {
            said.append(' ').append(layer.year());
        }
        if (layer.quality() == Quality.ESTIMATED) {
            said.append(", estimated");
        }
        if (layer.issuedAt() != null) {
            said.append(", issued ").append(minute(layer.issuedAt()));
        }
        if (layer.retrievedAt() != null) {
            said.append(", fetched ").append(minute(layer.retrievedAt()));
        }
        return said.toString();
    }

    /// What is not all never reads as 100, and what is not nothing never as 0.
    private static String percent(double share) {
        double percent = 100 * share;
        if (share == 1) {
            return "100";
        }
        return percent >= 99.5 ? "over 99" : percent < 0.5 ? "under 1" : "" + Math.round(percent);
    }

    /// "France 2024; signal average, factor lifecycle-co2e, quality yearly".
    static String labelled(IntensityUsed used) {
        var said = new StringBuilder(used.place());
        if (used.year() != null) {
            said.append(' ').append(used.year());
        }
        return said.append("; signal ")
                .append(used.labels().signal().label())
                .append(", factor ")
                .append(used.labels().factor().label())
                .append(", quality ")
                .append(used.quality().label())
                .toString();
    }

    /// "8 × NVIDIA A100 SXM4 80GB, 2 × AMD EPYC 7763", or the components' kinds where no number is
    /// known.
    static String hardware(Footprint footprint) {
        return footprint.components().stream()
                .map(each -> {
                    Input count = input(footprint, "n[" + each.name() + "]");
                    return count == null
                            ? each.model()
                            : Figures.exact(count.value()) + " × " + each.model();
                })
                .distinct()
                .collect(Collectors.joining(", "));
    }

    static @Nullable Input input(Footprint footprint, String symbol) {
        return footprint.inputs().stream()
                .filter(each -> each.symbol().equals(symbol))
                .findFirst()
                .orElse(null);
    }

    /// "power of each [accelerator-0]: 4.90 to 22.6 kg".
    static String sensitivity(Footprint footprint, Sensitivity each, Masses masses) {
        Input input = input(footprint, each.input());
        String name = input == null ? each.input() : input.name();
        int bracket = each.input().indexOf('[');
        String of =
                bracket < 0
                        ? ""
                        : " ("
                                + each.input().substring(bracket + 1, each.input().length() - 1)
                                + ")";
        boolean rising = each.low().compareTo(each.high()) <= 0;
        return name
                + of
                + ": "
                + masses.of(rising ? each.low() : each.high())
                + " to "
                + masses.withUnit(rising ? each.high() : each.low());
    }

    /// "6,150 smartphone charges or 194 miles driven (US EPA, 2024)", the source said once where it
    /// is the same.
    static String equivalents(List<Equivalent> equivalents) {
        var said = new StringBuilder();
        for (int i = 0; i < equivalents.size(); i++) {
            Equivalent each = equivalents.get(i);
            said.append(i == 0 ? "" : " or ")
                    .append(Figures.number(each.value()))
                    .append(' ')
                    .append(each.name());
            boolean last = i == equivalents.size() - 1;
            if (last || !cited(each).equals(cited(equivalents.get(i + 1)))) {
                said.append(" (").append(cited(each)).append(')');
            }
        }
        return said.toString();
    }

    private static String cited(Equivalent equivalent) {
        return equivalent.source() + ", " + equivalent.year();
    }

    /// A command's words in one line of at most `most` characters, its end cut off where it is
    /// longer.
    public static String command(List<String> words, int most) {
        String line = String.join(" ", words);
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /// "2026-03-01 10:00", in UTC.
    public static String minute(Instant at) {
        String text = at.truncatedTo(ChronoUnit.MINUTES).toString();
        return text.substring(0, text.indexOf('T') + ":HH:mm".length()).replace('T', ' ');
    }

    /// "100 hours", or "3 runs of 100 hours"; empty where nobody said.
    static String time(Footprint footprint) {
        if (footprint.duration() == null) {
            return "";
        }
        Input runs = input(footprint, "runs");
        return (runs == null || runs.value() == 1 ? "" : Figures.exact(runs.value()) + " runs of ")
                + duration(footprint.duration());
    }

    public static String duration(Duration duration) {
        double hours = Seconds.of(duration) / 3600;
        if (hours >= 1) {
            return Figures.number(hours)
                    + (Figures.number(hours).equals("1.00") ? " hour" : " hours");
        }
        return hours * 60 >= 1
                ? Figures.number(hours * 60) + " minutes"
                : Figures.number(hours * 3600) + " seconds";
    }
}
