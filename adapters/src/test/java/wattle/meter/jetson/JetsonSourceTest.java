package wattle.meter.jetson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wattle.meter.Domain;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterSource;
import wattle.meter.sysfs.Trees;
import wattle.testing.MeterContract;
import wattle.testing.Unprivileged;

class JetsonSourceTest extends MeterContract {

    @Override
    protected MeterSource healthy() throws IOException {
        return new JetsonSource(Trees.sys("jetson/orin-nx"));
    }

    @Override
    protected MeterSource absent() throws IOException {
        return new JetsonSource(Trees.empty());
    }

    @Override
    protected MeterSource refused() throws IOException {
        Path sys = Trees.sys("jetson/nano");
        Trees.refuse(sys, "in_power0_input");
        return Unprivileged.source(new JetsonSource(sys));
    }

    @Override
    protected MeterSource broken() throws IOException {
        return new JetsonSource(Trees.sys("jetson/garbage"));
    }

    /// Names and microwatts.
    private static Map<String, Long> powers(String tree) throws Exception {
        var powers = new HashMap<String, Long>();
        for (Meter meter : new JetsonSource(Trees.sys(tree)).find().meters()) {
            powers.put(meter.part().name(), value(meter));
            meter.close();
        }
        return powers;
    }

    private static double summedWatts(String tree) throws IOException, MeterException {
        Set<Domain> seen = EnumSet.noneOf(Domain.class);
        var meters = new JetsonSource(Trees.sys(tree)).find().meters();
        meters.forEach(meter -> seen.add(meter.part().domain()));
        double sum = 0;
        for (Meter meter : meters) {
            if (Domain.summable(seen).contains(meter.part().domain())) {
                sum += value(meter) / 1e6;
            }
        }
        return sum;
    }

    @Test
    void multipliesVoltageAndCurrent() throws Exception {
        assertThat(powers("jetson/orin-nx"))
                .containsEntry("node", 4968L * 1208)
                .containsEntry("cpu-gpu-0", 4968L * 152)
                .containsEntry("soc-0", 4968L * 320)
                .hasSize(3);
    }

    @Test
    void countsTheInputRailAlone() throws Exception {
        assertThat(summedWatts("jetson/orin-nx")).isEqualTo(4.968 * 1.208);
        assertThat(summedWatts("jetson/nano")).isEqualTo(2.181);
    }

    @Test
    void sumsTheRailsWhereThereIsNoInputRail() throws Exception {
        double expected = 19.128 * (0.416 + 0.624 + 0.832 + 0.208) + 5.032 * 0.920;
        assertThat(summedWatts("jetson/agx-xavier")).isCloseTo(expected, offset(1e-9));
    }

    @Test
    void takesACurrentBelowZeroForNone() throws Exception {
        assertThat(powers("jetson/agx-xavier")).containsEntry("cv-0", 0L);
    }

    @Test
    void passesOverRailsThatAreNotConnectedOrBehindAnother() throws Exception {
        assertThat(powers("jetson/agx-orin")).containsOnlyKeys("gpu-0", "cpu-package-0", "rest-0");
    }

    @Test
    void readsTheOlderDriver() throws Exception {
        assertThat(powers("jetson/nano"))
                .containsEntry("node", 2_181_000L)
                .containsEntry("gpu-0", 0L)
                .containsEntry("cpu-package-0", 567_000L);
    }

    @Test
    void saysWhatACombinedRailSupplies() throws Exception {
        assertThat(new JetsonSource(Trees.sys("jetson/agx-orin")).find().meters())
                .anySatisfy(meter ->
                        assertThat(meter.part().source())
                                .isEqualTo("rail VDD_GPU_SOC: GPU and SoC"));
    }
}
