package wattle.meter.dcmi;

import org.jspecify.annotations.Nullable;

/// What `ipmitool dcmi power reading` prints.
///
/// @param instantaneous watts
/// @param minimum watts in the sampling period; -1 where not printed, as for the next three
/// @param maximum watts in the sampling period
/// @param average watts over the sampling period
/// @param period of sampling, in seconds
/// @param activated whether the controller measures
record PowerReading(
        long instantaneous,
        long minimum,
        long maximum,
        long average,
        long period,
        boolean activated) {

    /// A longer period says nothing of the job: some controllers average over days.
    private static final long LONGEST_PERIOD = 60;

    /// Null where the text is no reading.
    static @Nullable PowerReading parse(String text) {
        long instantaneous = -1;
        long minimum = -1;
        long maximum = -1;
        long average = -1;
        long period = -1;
        boolean activated = false;
        for (String line : text.split("\n", 100)) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            switch (key) {
                case "Instantaneous power reading" -> instantaneous = number(value, "Watts");
                case "Minimum during sampling period" -> minimum = number(value, "Watts");
                case "Maximum during sampling period" -> maximum = number(value, "Watts");
                case "Average power reading over sample period" -> average = number(value, "Watts");
                case "Sampling period" -> period = number(value, "Seconds.");
                case "Power reading state is" -> activated = value.equals("activated");
                default -> {} // A time stamp, or a warning.
            }
        }
        return instantaneous < 0
                ? null
                : new PowerReading(instantaneous, minimum, maximum, average, period, activated);
    }

    private static long number(String value, String unit) {
        int space = value.indexOf(' ');
        if (space < 1 || !value.substring(space).strip().equals(unit)) {
            return -1;
        }
        try {
            return Math.max(-1, Long.parseLong(value.substring(0, space)));
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    /// Whether the average is that of the recent past.
    boolean hasAverage() {
        return average > 0 && period > 0 && period <= LONGEST_PERIOD;
    }

    /// In watts: the average where it is that of the recent past, else the present.
    long watts() {
        return hasAverage() ? average : instantaneous;
    }

    /// In seconds.
    double window() {
        return hasAverage() ? period : 0;
    }
}
