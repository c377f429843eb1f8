package wattle.meter.hwmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.PowerMeter;
import wattle.meter.sysfs.Trees;
import wattle.testing.MeterContract;
import wattle.testing.Unprivileged;

class HwmonSourceTest extends MeterContract {

    @Override
    protected MeterSource healthy() throws IOException {
        return new HwmonSource(Trees.sys("hwmon/acpi-meter"));
    }

    @Override
    protected MeterSource absent() throws IOException {
        return new HwmonSource(Trees.sys("hwmon/no-meter"));
    }

    @Override
    protected MeterSource refused() throws IOException {
        Path sys = Trees.sys("hwmon/acpi-meter");
        Trees.refuse(sys, "power1_average");
        return Unprivileged.source(new HwmonSource(sys));
    }

    @Override
    protected MeterSource broken() throws IOException {
        return new HwmonSource(Trees.sys("hwmon/garbage"));
    }

    @Test
    void metersTheWholeMachine() throws Exception {
        PowerMeter meter = (PowerMeter) healthy().find().meters().getFirst();
        assertThat(meter.part().domain()).isEqualTo(Domain.NODE);
        assertThat(meter.part().name()).isEqualTo("node");
        assertThat(meter.readMicrowatts()).isEqualTo(312_000_000);
        assertThat(meter.window()).isEqualTo(1);
    }

    @Test
    void looksInTheDevicesFolderTooAndTakesOneOfTwo() throws Exception {
        Found found = new HwmonSource(Trees.sys("hwmon/acpi-meter-of-device")).find();
        PowerMeter meter = (PowerMeter) found.meters().getFirst();
        assertThat(found.meters()).hasSize(1);
        assertThat(meter.readMicrowatts()).isEqualTo(201_000_000);
        assertThat(meter.every()).isEqualTo(300);
        assertThat(found.problems())
                .singleElement()
                .isInstanceOf(MeterProblem.Unreadable.class)
                .satisfies(each -> assertThat(each.what()).contains("hwmon3"));
    }

    @Test
    void findsNothingWithoutATree() throws Exception {
        var source = new HwmonSource(Trees.empty());
        assertThat(source.likely()).isFalse();
        assertThat(source.find().meters()).isEmpty();
    }
}
