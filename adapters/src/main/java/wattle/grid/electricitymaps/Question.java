package wattle.grid.electricitymaps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.grid.Factor;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Signal;

/// What the service is asked about the carbon intensity of one zone.
///
/// @param endpoint such as `history`
/// @param zone of the service
/// @param factor `lifecycle` or `direct`
/// @param rows the names under which the answer may hold its rows
/// @param more what else the question says, in order
record Question(
        String endpoint,
        GridZone zone,
        String factor,
        Granularity granularity,
        List<String> rows,
        Map<String, String> more) {

    static final List<Labels> OFFERS =
            List.of(
                    new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                    new Labels(Signal.AVERAGE, Factor.DIRECT_CO2E));

    /// @throws GridException UNKNOWN_ZONE or NOT_OFFERED if the service cannot be asked that
    static Question of(
            String endpoint,
            GridZone zone,
            Labels labels,
            Granularity granularity,
            List<String> rows,
            Map<String, String> more)
            throws GridException {
        if (!zone.source().equals(ElectricityMaps.NAME)) {
            throw new GridException(
                    Reason.UNKNOWN_ZONE,
                    "Electricity Maps does not draw the zone "
                            + zone
                            + ": name one of its own, such as electricitymaps:FR");
        }
        return new Question(endpoint, zone, factor(labels), granularity, rows, more);
    }

    private static String factor(Labels labels) throws GridException {
        if (labels.equals(OFFERS.getFirst())) {
            return "lifecycle";
        }
        if (labels.equals(OFFERS.getLast())) {
            return "direct";
        }
        throw new GridException(
                Reason.NOT_OFFERED,
                "Electricity Maps does not offer "
                        + labels.signal().label()
                        + " intensity of "
                        + labels.factor().label()
                        + ": it has average intensity of lifecycle-co2e or direct-co2e, and no"
                        + " marginal signal any more (WattTime has one)");
    }

    /// As a token's list of rights names it, such as `carbon-intensity/history`.
    String right() {
        return "carbon-intensity/" + endpoint;
    }

    Map<String, String> query(ApiVersion version) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("zone", zone.key());
        query.put("temporalGranularity", granularity.word());
        query.put("emissionFactorType", factor);
        query.putAll(more);
        version.complete(query);
        return query;
    }
}
