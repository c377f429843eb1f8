package wattle.testing.fault;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import wattle.grid.fault.Rule;
import wattle.series.Interval;
import wattle.testing.fault.FaultScore.Known;

/// Real faults of the public series that the rules were measured on, each looked at by eye beside
/// its neighbours. Times only: the values stay with their sources.
public final class RealFaults {

    /// Electricity Maps, Great Britain: lows of one or two hours with sharp edges on both sides, in
    /// both factors.
    private static final List<String> GREAT_BRITAIN =
            List.of(
                    "2021-03-30T10:00:00Z/2021-03-30T11:00:00Z",
                    "2021-07-08T10:00:00Z/2021-07-08T11:00:00Z",
                    "2022-03-17T11:00:00Z/2022-03-17T12:00:00Z",
                    "2022-05-24T10:00:00Z/2022-05-24T11:00:00Z",
                    "2022-07-14T10:00:00Z/2022-07-14T11:00:00Z",
                    "2022-08-02T00:00:00Z/2022-08-02T01:00:00Z",
                    "2023-06-07T10:00:00Z/2023-06-07T12:00:00Z",
                    "2023-09-28T10:00:00Z/2023-09-28T12:00:00Z",
                    "2024-01-23T11:00:00Z/2024-01-23T12:00:00Z",
                    "2024-03-12T11:00:00Z/2024-03-12T12:00:00Z",
                    "2024-08-29T10:00:00Z/2024-08-29T11:00:00Z",
                    "2024-12-05T11:00:00Z/2024-12-05T12:00:00Z");

    private RealFaults() {}

    /// @param series its name, such as `GB.average`
    public static List<Known> of(String series) {
        return switch (series) {
            case "GB.average", "GB.average-direct" ->
                    GREAT_BRITAIN.stream().map(each -> known(Rule.FALSE_LOW, each)).toList();
            // Two and two and a half hours at a quarter, from a mix without gas.
            case "GB.average-2020" ->
                    all(
                            Rule.FALSE_LOW,
                            "2020-02-13T10:00:00Z/2020-02-13T12:00:00Z",
                            "2020-08-06T09:00:00Z/2020-08-06T11:30:00Z");
            case "DE.average-2020" ->
                    all(
                            Rule.GAP,
                            "2020-12-19T23:15:00Z/2020-12-19T23:30:00Z",
                            "2020-12-19T23:45:00Z/2020-12-20T00:00:00Z");
            case "US-MIDA-PJM.average-eia" ->
                    Stream.concat(
                                    all(
                                            Rule.FALSE_LOW,
                                            "2022-10-01T05:00:00Z/2022-10-01T09:00:00Z",
                                            "2022-10-02T04:00:00Z/2022-10-02T05:00:00Z")
                                            .stream(),
                                    all(
                                            Rule.GAP,
                                            "2022-03-13T07:00:00Z/2022-03-14T05:00:00Z",
                                            "2022-11-07T05:00:00Z/2022-11-07T06:00:00Z")
                                            .stream())
                            .toList();
            case "US-MIDW-MISO.average-eia" ->
                    all(
                            Rule.GAP,
                            "2022-06-06T21:00:00Z/2022-06-06T22:00:00Z",
                            "2022-06-09T19:00:00Z/2022-06-09T21:00:00Z");
            // Fourteen hours, twelve and forty-nine without the least change, amid changes by the
            // hour; the second at a value far off both its edges.
            case "BR-CS.average" -> all(Rule.STUCK, "2022-09-26T04:00:00Z/2022-09-26T18:00:00Z");
            case "US-NW-BPAT.average-eia" ->
                    all(Rule.STUCK, "2022-02-17T20:00:00Z/2022-02-18T08:00:00Z");
            case "CZ.marginal" -> all(Rule.STUCK, "2019-10-13T21:00:00Z/2019-10-15T22:00:00Z");
            // Nuclear power at the margin in 96 % of the hours, by the model.
            case "FR.marginal" ->
                    all(Rule.MOSTLY_ZERO, "2018-12-31T23:00:00Z/2020-12-31T23:00:00Z");
            default -> List.of();
        };
    }

    private static List<Known> all(Rule rule, String... intervals) {
        return Stream.of(intervals).map(each -> known(rule, each)).toList();
    }

    private static Known known(Rule rule, String interval) {
        int slash = interval.indexOf('/');
        return new Known(
                rule,
                new Interval(
                        Instant.parse(interval.substring(0, slash)),
                        Instant.parse(interval.substring(slash + 1))));
    }
}
