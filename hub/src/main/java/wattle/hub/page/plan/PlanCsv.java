package wattle.hub.page.plan;

import wattle.report.Escape;
import wattle.report.Versions;

/// The intensity of each place by its own intervals, and for how many seconds of each a plan works
/// there. Numbers are unrounded.
final class PlanCsv {

    private PlanCsv() {}

    static String of(Answer answer, Versions versions) {
        var out =
                new StringBuilder(
                        "zone,interval_start_utc,interval_end_utc,signal,factor,g_per_kwh,"
                                + "p10_g_per_kwh,p90_g_per_kwh,known_by");
        if (answer.shown().size() > answer.lanes().size()) {
            out.append(",baseline_seconds");
        }
        for (Lane each : answer.lanes()) {
            out.append(',').append(each.policy().replace('-', '_')).append("_seconds");
        }
        out.append(",data_version\n");
        for (Track track : answer.tracks()) {
            for (Track.Step step : track.steps()) {
                out.append(Escape.csv(track.zone())).append(',');
                out.append(step.interval().start()).append(',');
                out.append(step.interval().end()).append(',');
                out.append(answer.labels().signal().label()).append(',');
                out.append(answer.labels().factor().label()).append(',');
                out.append(step.value()).append(',');
                out.append(step.isRanged() ? "" + step.low() : "").append(',');
                out.append(step.isRanged() ? "" + step.high() : "").append(',');
                out.append(step.rung().label());
                for (Lane each : answer.shown()) {
                    out.append(',');
                    out.append(each.works(track.zone(), step.interval()));
                }
                out.append(',').append(Escape.csv(versions.data())).append('\n');
            }
        }
        return out.toString();
    }
}
