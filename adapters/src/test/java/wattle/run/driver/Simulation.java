package wattle.run.driver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import wattle.run.Outlook;
import wattle.testing.SetClock;

/// A run on a clock that is set: the driver is asked at the times that it names, and when the job
/// ends. Now and then it is killed and another one goes on.
final class Simulation {

    private static final Duration MONTH = Duration.ofDays(31);

    private final ShiftFolder folder;
    private final VirtualPlace place;
    private final Outlook outlook;
    private final SetClock clock;
    private final Random random;
    private final double killed;

    /// @param killed with this probability after each look
    Simulation(
            ShiftFolder folder,
            VirtualPlace place,
            Outlook outlook,
            SetClock clock,
            Random random,
            double killed) {
        this.folder = folder;
        this.place = place;
        this.outlook = outlook;
        this.clock = clock;
        this.random = random;
        this.killed = killed;
    }

    Driver driver() throws IOException {
        Instant began = Instant.EPOCH;
        return new Driver(
                folder,
                place,
                outlook,
                clock,
                () -> Duration.between(began, clock.instant()).toNanos(),
                "boot",
                sentence -> {});
    }

    /// To the run's end.
    Entry run() throws IOException {
        Instant latest = clock.instant().plus(MONTH);
        Driver driver = driver();
        while (!driver.isOver()) {
            Instant until = driver.step();
            if (random.nextDouble() < killed) {
                driver = driver();
            }
            Instant end = place.end(folder.shift().id());
            Instant next = end != null && end.isBefore(until) ? end : until;
            if (next.isAfter(clock.instant())) {
                clock.goOn(Duration.between(clock.instant(), next));
            }
            if (clock.instant().isAfter(latest)) {
                throw new IllegalStateException("it does not end: " + driver.entry());
            }
        }
        return driver.entry();
    }
}
