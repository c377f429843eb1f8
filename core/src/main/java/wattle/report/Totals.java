package wattle.report;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Footprint;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// What several runs add up to.
///
/// @param runs how many
/// @param facilityEnergy with each run's own PUE
/// @param itEnergy of the devices
/// @param operational O
/// @param embodied M; null unless it is known of every run
/// @param total Σ of the runs' totals, with M where it is known
/// @param duration the runs' times one after the other; null unless it is known of every run
public record Totals(
        int runs,
        Energy facilityEnergy,
        Energy itEnergy,
        CarbonMass operational,
        @Nullable CarbonMass embodied,
        CarbonMass total,
        @Nullable Duration duration) {

    public static Totals of(List<RecordedRun> runs) {
        Energy facilityEnergy = Energy.ZERO;
        Energy itEnergy = Energy.ZERO;
        CarbonMass operational = CarbonMass.ZERO;
        CarbonMass embodied = runs.isEmpty() ? null : CarbonMass.ZERO;
        CarbonMass total = CarbonMass.ZERO;
        Duration duration = Duration.ZERO;
        for (RecordedRun run : runs) {
            Footprint each = run.footprint();
            facilityEnergy = facilityEnergy.plus(each.operational().facilityEnergy());
            itEnergy = itEnergy.plus(each.operational().itEnergy());
            operational = operational.plus(each.operational().carbon());
            embodied =
                    embodied == null || each.embodied() == null
                            ? null
                            : embodied.plus(each.embodied());
            total = total.plus(each.total());
            duration =
                    duration == null || each.duration() == null
                            ? null
                            : duration.plus(each.duration());
        }
        return new Totals(
                runs.size(), facilityEnergy, itEnergy, operational, embodied, total, duration);
    }
}
