package wattle.meter.dcmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.PowerMeter;
import wattle.meter.program.Stub;
import wattle.meter.sysfs.Trees;
import wattle.testing.MeterContract;

class DcmiSourceTest extends MeterContract {

    @Override
    protected MeterSource healthy() throws IOException {
        return printing("reading.txt");
    }

    @Override
    protected MeterSource absent() throws IOException {
        return failing("not-supported.txt");
    }

    @Override
    protected MeterSource refused() throws IOException {
        return failing("permission.txt");
    }

    @Override
    protected MeterSource broken() throws IOException {
        return failing("busy.txt");
    }

    private static Path dev() throws IOException {
        Path dev = Trees.empty();
        Files.createFile(dev.resolve("ipmi0"));
        return dev;
    }

    private static MeterSource printing(String file) throws IOException {
        String sample = Trees.resource("dcmi/" + file).toString();
        return new DcmiSource(
                dev(),
                Stub.script(
                        "ipmitool",
                        "[ \"$*\" = 'dcmi power reading' ] && exec cat '" + sample + "'; exit 1"));
    }

    private static MeterSource failing(String file) throws IOException {
        String sample = Trees.resource("dcmi/" + file).toString();
        return new DcmiSource(dev(), Stub.script("ipmitool", "cat '" + sample + "' >&2; exit 1"));
    }

    private static PowerMeter meter(String file) throws IOException {
        return (PowerMeter) printing(file).find().meters().getFirst();
    }

    @Test
    void readsTheAverageOfTheRecentPast() throws Exception {
        PowerMeter meter = meter("reading.txt");
        assertThat(meter.part().domain()).isEqualTo(Domain.NODE);
        assertThat(meter.readMicrowatts()).isEqualTo(214_000_000);
        assertThat(meter.window()).isEqualTo(5);
        assertThat(meter.every()).isEqualTo(10);
    }

    @Test
    void readsThePresentWhereTheAverageIsOfTwoWeeks() throws Exception {
        PowerMeter meter = meter("long-average.txt");
        assertThat(meter.readMicrowatts()).isEqualTo(390_000_000);
        assertThat(meter.window()).isZero();
    }

    /// ipmitool 1.8.19 forgets the end of a line.
    @Test
    void readsALineThatHoldsTwo() throws Exception {
        assertThat(meter("one-line.txt").window()).isEqualTo(5);
    }

    @Test
    void saysThatTheControllerDoesNotMeasure() throws Exception {
        Found found = printing("deactivated.txt").find();
        assertThat(found.problems())
                .singleElement()
                .satisfies(each -> assertThat(each.text()).contains("deactivated", "activate"));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Path ipmitool = Stub.script("ipmitool", "exit 1");
        assertThat(new DcmiSource(Trees.empty(), ipmitool).likely()).isFalse();
        assertThat(new DcmiSource(Trees.empty(), ipmitool).find().problems())
                .singleElement()
                .isInstanceOf(MeterProblem.NotPresent.class);
        var withoutProgram = new DcmiSource(dev(), null);
        assertThat(withoutProgram.likely()).isFalse();
        assertThat(withoutProgram.find().problems())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("ipmitool"));
        Path folder = ipmitool.toAbsolutePath().resolveSibling("");
        assertThat(DcmiSource.of(dev(), folder.toString()).likely()).isTrue();
    }

    @Test
    void saysAProgramThatSaysNothing() throws Exception {
        Found found = new DcmiSource(dev(), Stub.script("ipmitool", "exit 5")).find();
        assertThat(found.problems())
                .singleElement()
                .satisfies(each -> assertThat(each.text()).contains("ended with 5"));
    }
}
