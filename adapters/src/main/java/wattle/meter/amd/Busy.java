package wattle.meter.amd;

import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.meter.SharedMeter;
import wattle.meter.sysfs.NumberFile;
import wattle.unit.Power;

/// A meter whose GPU also says how busy it is (`gpu_busy_percent`). Whose work that was, the files
/// of the driver do not say for computing.
sealed interface Busy extends SharedMeter {

    double PERCENT = 100;

    /// Null where the driver does not say.
    @Nullable NumberFile busyPercent();

    @Override
    default OptionalDouble utilization() throws MeterException {
        NumberFile file = busyPercent();
        return file == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, file.read() / PERCENT));
    }

    @Override
    default OptionalDouble shareOf(LongPredicate job) {
        return OptionalDouble.empty();
    }

    static Meter with(Meter meter, @Nullable NumberFile busyPercent) {
        return switch (meter) {
            case CounterMeter counter -> new Counter(counter, busyPercent);
            case PowerMeter gauge -> new Gauge(gauge, busyPercent);
        };
    }

    record Counter(CounterMeter meter, @Nullable NumberFile busyPercent)
            implements CounterMeter, Busy {
        @Override
        public Part part() {
            return meter.part();
        }

        @Override
        public CounterScale scale() {
            return meter.scale();
        }

        @Override
        public long read() throws MeterException {
            return meter.read();
        }

        @Override
        public void close() {
            closeBoth(meter, busyPercent);
        }
    }

    record Gauge(PowerMeter meter, @Nullable NumberFile busyPercent) implements PowerMeter, Busy {
        @Override
        public Part part() {
            return meter.part();
        }

        @Override
        public double window() {
            return meter.window();
        }

        @Override
        public Power limit() {
            return meter.limit();
        }

        @Override
        public long readMicrowatts() throws MeterException {
            return meter.readMicrowatts();
        }

        @Override
        public void close() {
            closeBoth(meter, busyPercent);
        }
    }

    private static void closeBoth(Meter meter, @Nullable NumberFile busyPercent) {
        meter.close();
        if (busyPercent != null) {
            busyPercent.close();
        }
    }
}
