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
        long instantaneous = number(text, "Instantaneous power reading:", "Watts");
        return instantaneous < 0
                ? null
                : new PowerReading(
                        instantaneous,
                        number(text, "Minimum during sampling period:", "Watts"),
                        number(text, "Maximum during sampling period:", "Watts"),
                        number(text, "Average power reading over sample period:", "Watts"),
                        number(text, "Sampling period:", "Seconds."),
                        after(text, "Power reading state is:").equals("activated"));
    }

    /// The rest of the line after a key, wherever in the line that stands: ipmitool 1.8.19 forgets
    /// to end the line before the sampling period.
    private static String after(String text, String key) {
        int at = text.indexOf(key);
        if (at < 0) {
            return "";
        }
        int end = text.indexOf('\n', at);
        return text.substring(at + key.length(), end < 0 ? text.length() : end).strip();
    }

    private static long number(String text, String key, String unit) {
        String value = after(text, key);
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
