package wattle.meter.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Activity;

class MachineCpuTest {

    @TempDir private Path proc = Path.of("");

    private MachineCpu of(String stat) throws IOException {
        Files.writeString(proc.resolve("stat"), stat);
        return MachineCpu.read(proc.toFile());
    }

    @Test
    void idleAndWaitingAreNotBusyAndStolenTimeIsNobodys() throws IOException {
        long tick = 10_000_000;
        assertThat(of("cpu  1 20 300 4000 50000 600000 7000000 80000000 9 9\ncpu0 1 1 1 1\n"))
                .isEqualTo(new MachineCpu(7_600_321 * tick, 7_654_321 * tick));
    }

    @Test
    void whatIsNotSaidIsNotKnown() throws IOException {
        var unknown = new MachineCpu(Activity.UNKNOWN, Activity.UNKNOWN);
        for (String stat : new String[] {"", "cpu", "cpu  1 2 3", "cpu a b c d e f g\n"}) {
            assertThat(of(stat)).as(stat).isEqualTo(unknown);
        }
        Files.delete(proc.resolve("stat"));
        assertThat(MachineCpu.read(proc.toFile())).isEqualTo(unknown);
    }

    @Test
    void thisMachineIsBusyAndNotMoreThanItCan() {
        MachineCpu now = MachineCpu.read(Path.of("/proc").toFile());
        assertThat(now.busyNanos()).isPositive().isLessThanOrEqualTo(now.capacityNanos());
    }
}
