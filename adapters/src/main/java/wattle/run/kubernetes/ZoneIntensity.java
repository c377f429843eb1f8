package wattle.run.kubernetes;

import org.jspecify.annotations.Nullable;
import wattle.run.Outlook;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// The carbon intensity of zones, as the operator asks for it. For one thread.
public interface ZoneIntensity {

    /// What is expected of a zone. Its answers are null where nothing is known for now.
    ///
    /// @throws IllegalArgumentException if there is no such zone, with words for the user
    Outlook outlook(String zone);

    /// What the intensity was over a time that is past; null where that is not known.
    @Nullable Past past(String zone, Interval span);

    /// @param gramsPerKilowattHour may have gaps
    /// @param basis the word for how it is known, such as `measured` or `typical-day`
    record Past(HeldSeries gramsPerKilowattHour, String basis) {}
}
