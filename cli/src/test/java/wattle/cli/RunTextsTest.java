package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wattle.meter.Allocation;
import wattle.meter.Scope;
import wattle.meter.procfs.CpuInfo;
import wattle.unit.Share;

/// What a record keeps of a run's options and of its machine is what comes back from it.
class RunTextsTest {

    private static final Path PROC = Path.of("/proc");

    @Test
    void optionsComeBackFromTheirTexts() {
        var place = new PlaceOptions();
        place.restore(Map.of("zone", "FR", "pue", "1.25", "signal", "average"));
        var unit = new UnitOptions();
        unit.restore(Map.of("per", "epoch", "count", "12.5"));
        for (Set<String> accelerators :
                java.util.List.of(Set.<String>of(), Set.of("GPU-1", "b c"))) {
            var options =
                    new RunOptions(
                            Scope.DEVICES,
                            new Allocation(new Share(0.125), new Share(1.0 / 3), accelerators),
                            place,
                            "/a b/x.csv\n/c.csv",
                            unit);
            RunOptions back = RunOptions.of(options.texts());
            assertThat(new HashMap<>(back.texts())).isNotEmpty();
            assertThat(back.scope()).isEqualTo(Scope.DEVICES);
            assertThat(back.allocation()).isEqualTo(options.allocation());
            assertThat(back.intensityFiles()).isEqualTo(options.intensityFiles());
            Map<String, String> first = new HashMap<>(options.texts());
            Map<String, String> second = new HashMap<>(back.texts());
            first.remove("accelerators"); // A set has no order.
            second.remove("accelerators");
            assertThat(second).isEqualTo(first);
            assertThat(back.unit().count()).isEqualTo(12.5);
            assertThat(back.place().overheadOfMeters(2026).pue().value().ratio()).isEqualTo(1.25);
        }
    }

    @Test
    void optionsThatNobodyGaveAreTheDefaults() {
        RunOptions back = RunOptions.of(Map.of());
        assertThat(back.scope()).isEqualTo(Scope.PROCESS);
        assertThat(back.allocation()).isEqualTo(Allocation.ALL);
        assertThat(back.place().isNamed()).isFalse();
        assertThat(back.intensityFiles()).isEmpty();
    }

    @Test
    void theMachineComesBackFromItsTexts() {
        Map<String, String> facts = Machine.facts(PROC);
        assertThat(Machine.cpu(facts)).isEqualTo(CpuInfo.read(PROC));
        assertThat(Machine.threads(facts))
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(Machine.memoryBytes(facts)).isGreaterThan(1 << 20);
        assertThat(Machine.host(PROC)).isNotBlank();
        assertThat(Machine.bootId(PROC)).hasSize(36);
    }

    @Test
    void aMachineThatSaysNothingHasOneThreadAndUnknownMemory() {
        for (Map<String, String> facts :
                java.util.List.of(
                        Map.<String, String>of(),
                        Map.of("cpu_threads", "many", "memory_bytes", "lots"),
                        Map.of("cpu_threads", "-3"))) {
            assertThat(Machine.threads(facts)).isEqualTo(1);
            assertThat(Machine.memoryBytes(facts)).isZero();
            assertThat(Machine.cpu(facts).name()).isEmpty();
        }
        assertThat(Machine.host(Path.of("/nowhere"))).isEmpty();
    }
}
