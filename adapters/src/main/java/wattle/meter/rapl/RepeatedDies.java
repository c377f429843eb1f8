package wattle.meter.rapl;

import java.util.ArrayList;
import java.util.List;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.sysfs.FileCounter;

/// Dies of one package that all show the package's counter, to be counted once.
///
/// Intel's packages of several dies (Cascade Lake-AP, Ponte Vecchio hosts) have a counter for each.
/// AMD's have one for the package, and the kernel shows it again for each die: on Zen 1 and 2,
/// whose dies it took from the memory nodes, and on any with Linux 6.9 to 6.11, whose dies were the
/// core complexes.
///
/// The rule: a counter read between two readings of the first die lies between them, or as near as
/// the package can have drawn in 2 ms, because dies may be told of an advance at different times.
/// Counters of their own drift apart by kilojoules within the first minutes after boot; that two of
/// them, of some 262 kJ, are that near by chance happens once in 10⁵ looks.
final class RepeatedDies {

    /// RAPL counters advance about each millisecond.
    private static final double LATE_SECONDS = 0.002;

    private RepeatedDies() {}

    /// The counters, with dies that repeat their package's replaced by one for the package.
    static List<FileCounter> merged(List<Zone> zones, List<FileCounter> counters) {
        // Told before any is closed.
        boolean[] repeated = new boolean[zones.size()];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = firstDieOf(zones.get(i), zones) == i && allRepeat(i, zones, counters);
        }
        var kept = new ArrayList<FileCounter>();
        for (int i = 0; i < repeated.length; i++) {
            int first = firstDieOf(zones.get(i), zones);
            if (first < 0 || !repeated[first]) {
                kept.add(counters.get(i));
            } else if (first == i) {
                kept.add(wholePackage(zones.get(i), counters.get(i)));
            } else {
                counters.get(i).close();
            }
        }
        return kept;
    }

    /// The place of the first die of the same package; -1 where a zone is no die.
    private static int firstDieOf(Zone zone, List<Zone> zones) {
        for (int i = 0; i < zones.size() && zone.die() >= 0; i++) {
            if (zones.get(i).die() >= 0 && zones.get(i).packageNumber() == zone.packageNumber()) {
                return i;
            }
        }
        return -1;
    }

    private static boolean allRepeat(int first, List<Zone> zones, List<FileCounter> counters) {
        int others = 0;
        for (int i = first + 1; i < zones.size(); i++) {
            if (firstDieOf(zones.get(i), zones) == first) {
                if (!repeats(counters.get(first), counters.get(i))) {
                    return false;
                }
                others++;
            }
        }
        return others > 0;
    }

    private static boolean repeats(FileCounter first, FileCounter other) {
        double late = LATE_SECONDS * first.scale().limit().watts() * 1e6;
        try {
            for (int look = 0; look < 2; look++) {
                long before = first.read();
                long between = other.read();
                long after = first.read();
                if (between >= before - late && between <= after + late) {
                    return true;
                }
                // Once more: it may have wrapped just now.
            }
        } catch (MeterException cannotTell) {
            return false;
        }
        return false;
    }

    private static FileCounter wholePackage(Zone die, FileCounter counter) {
        String label = "package-" + die.packageNumber();
        Part part = counter.part();
        return counter.as(
                Part.sensed(
                        "cpu-" + label,
                        "rapl:" + label,
                        part.domain(),
                        part.model(),
                        part.source() + ", shown by each die"));
    }
}
