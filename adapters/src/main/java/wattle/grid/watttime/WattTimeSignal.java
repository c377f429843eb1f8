package wattle.grid.watttime;

import java.util.List;
import java.util.Locale;
import wattle.grid.Factor;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.Labels;
import wattle.grid.Signal;

/// The kinds of carbon intensity that WattTime gives.
///
/// Both are `lbs_co2_per_mwh`: carbon dioxide without other gases, from the stack, without the
/// supply of the fuel. So their factor is direct CO2.
public enum WattTimeSignal {
    /// The marginal operating emissions rate: the plants that follow a small change of load now.
    CO2_MOER("co2_moer", Signal.MARGINAL),
    /// The average operating emissions rate: all generation of the region. In the past only.
    CO2_AOER("co2_aoer", Signal.AVERAGE);

    private final String key;
    private final Signal signal;

    WattTimeSignal(String key, Signal signal) {
        this.key = key;
        this.signal = signal;
    }

    /// `signal_type` in the interface.
    public String key() {
        return key;
    }

    public Labels labels() {
        return new Labels(signal, Factor.DIRECT_CO2);
    }

    /// By WattTime's own name.
    ///
    /// @throws GridException NOT_OFFERED if it is no carbon intensity: damage to health in dollars,
    ///   or the index from 0 to 100, which ranks hours of one region and has no unit
    public static WattTimeSignal of(String key) throws GridException {
        for (WattTimeSignal each : values()) {
            if (each.key.equals(key.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new GridException(
                Reason.NOT_OFFERED,
                switch (key.toLowerCase(Locale.ROOT)) {
                    case "health_damage" ->
                            "WattTime's health_damage is money per energy and no carbon intensity:"
                                    + " ask for co2_moer or co2_aoer";
                    case "percentile", "index", "signal-index", "signal_index" ->
                            "WattTime's index ranks the hours of one region from 0 to 100 and is no"
                                    + " carbon intensity: ask for co2_moer or co2_aoer";
                    default ->
                            "WattTime has no signal \"" + key + "\": it has co2_moer and co2_aoer";
                });
    }

    static WattTimeSignal of(Labels labels, List<WattTimeSignal> offered) throws GridException {
        for (WattTimeSignal each : offered) {
            if (each.labels().equals(labels)) {
                return each;
            }
        }
        var kinds = new StringBuilder();
        for (WattTimeSignal each : offered) {
            kinds.append(kinds.isEmpty() ? "" : " and ").append(words(each.labels()));
        }
        throw new GridException(
                Reason.NOT_OFFERED,
                "WattTime does not offer " + words(labels) + " here; it offers " + kinds);
    }

    private static String words(Labels labels) {
        return labels.signal().label() + " " + labels.factor().label();
    }
}
