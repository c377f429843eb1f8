package wattle.meter.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.sysfs.FileCounter;
import wattle.meter.sysfs.Trees;
import wattle.testing.MeterContract;
import wattle.testing.Unprivileged;

class RaplSourceTest extends MeterContract {

    @Override
    protected MeterSource healthy() throws IOException {
        return source(Trees.sys("rapl/two-sockets-dram"));
    }

    @Override
    protected MeterSource absent() throws IOException {
        return source(Trees.empty());
    }

    @Override
    protected MeterSource refused() throws IOException {
        Path sys = Trees.sys("rapl/two-sockets-dram");
        Trees.refuse(sys, "energy_uj");
        return Unprivileged.source(source(sys));
    }

    @Override
    protected MeterSource broken() throws IOException {
        return source(Trees.sys("rapl/garbage"));
    }

    private static MeterSource source(Path sys) {
        return new RaplSource(sys, "Some Processor");
    }

    private static List<String> names(String tree) throws IOException {
        return names(source(Trees.sys(tree)).find());
    }

    private static List<String> names(Found found) {
        return found.meters().stream().map(meter -> meter.part().name()).toList();
    }

    private static FileCounter meter(Found found, String name) {
        return (FileCounter)
                found.meters().stream()
                        .filter(each -> each.part().name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void tellsMemoryApartByItsPackage() throws Exception {
        Found found = healthy().find();
        assertThat(names(found))
                .containsExactly("cpu-package-0", "dram-0", "cpu-package-1", "dram-1");
        assertThat(found.problems()).isEmpty();
        assertThat(meter(found, "dram-1").read()).isEqualTo(12209331107L);
        assertThat(meter(found, "dram-1").scale().wrapsAt()).hasValue(65712999613L);
        assertThat(meter(found, "cpu-package-1").part().id()).isEqualTo("rapl:package-1");
        assertThat(meter(found, "cpu-package-1").part().model()).isEqualTo("Some Processor");
    }

    @Test
    void refusesMoreThanThreeTimesWhatAPackageIsMadeFor() throws Exception {
        Found found = healthy().find();
        assertThat(meter(found, "cpu-package-0").scale().limit().watts()).isEqualTo(3 * 180.0);
        assertThat(meter(found, "dram-0").scale().limit().watts()).isEqualTo(1000);
    }

    /// psys contains the package, and the package its cores: only psys may be summed.
    @Test
    void metersAPlatformAroundItsPackage() throws Exception {
        Found found = source(Trees.sys("rapl/laptop-psys")).find();
        assertThat(names(found)).containsExactly("cpu-package-0", "psys");
        assertThat(Domain.summable(found.meters().stream().map(m -> m.part().domain()).toList()))
                .containsExactly(Domain.PLATFORM);
    }

    @Test
    void countsTheMemoryMappedCopyOnceOrWhereItIsAlone() throws Exception {
        assertThat(names("rapl/mmio-only")).containsExactly("cpu-package-0");
        Path sys = Trees.sys("rapl/laptop-psys");
        Trees.write(sys.resolve("class/powercap/intel-rapl-mmio:0/energy_uj"), 1);
        Found both = source(sys).find();
        assertThat(meter(both, "cpu-package-0").read()).isEqualTo(41230077391L);
        // Where the preferred copy fails, the other serves.
        Trees.write(sys.resolve("class/powercap/intel-rapl:0/energy_uj"), "");
        Found other = source(sys).find();
        assertThat(meter(other, "cpu-package-0").read()).isEqualTo(1);
        assertThat(other.problems()).isEmpty();
    }

    @Test
    void countsEachDieThatHasACounter() throws Exception {
        assertThat(names("rapl/multi-die-intel"))
                .containsExactly(
                        "cpu-package-0-die-0",
                        "dram-0-die-0",
                        "cpu-package-0-die-1",
                        "dram-0-die-1",
                        "cpu-package-1-die-0",
                        "dram-1-die-0",
                        "cpu-package-1-die-1",
                        "dram-1-die-1");
    }

    @Test
    void countsDiesThatRepeatTheirPackageOnce() throws Exception {
        Found found = source(Trees.sys("rapl/amd-repeated-dies")).find();
        assertThat(names(found)).containsExactly("cpu-package-0", "cpu-package-1");
        assertThat(meter(found, "cpu-package-0").part().id()).isEqualTo("rapl:package-0");
        assertThat(meter(found, "cpu-package-1").read()).isEqualTo(61001893371L);
    }

    /// A die that is read a moment later has moved on; one that is a second's work away is another.
    @Test
    void tellsARepeatedCounterFromANearOne() throws Exception {
        Path sys = Trees.sys("rapl/amd-repeated-dies");
        Path die = sys.resolve("class/powercap/intel-rapl:1/energy_uj");
        Trees.write(die, 30112744590L + 1_500_000); // 1.5 J, 1 kW for 1.5 ms
        assertThat(names(source(sys).find())).containsExactly("cpu-package-0", "cpu-package-1");
        Trees.write(die, 30112744590L + 60_000_000);
        assertThat(names(source(sys).find()))
                .containsExactly(
                        "cpu-package-0-die-0",
                        "cpu-package-0-die-1",
                        "cpu-package-0-die-2",
                        "cpu-package-0-die-3",
                        "cpu-package-1");
    }

    @Test
    void hasNoMemoryOnAmd() throws Exception {
        assertThat(names("rapl/amd-zen3")).containsExactly("cpu-package-0");
    }

    @Test
    void doesNotWrapWhereNobodySaysWhen() throws Exception {
        for (Meter meter : source(Trees.sys("rapl/no-range")).find().meters()) {
            assertThat(((FileCounter) meter).scale().wrapsAt()).isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongWithEachBrokenZoneAndMetersTheOthers() throws Exception {
        Path sys = Trees.sys("rapl/two-sockets-dram");
        Trees.write(sys.resolve("class/powercap/intel-rapl:0/energy_uj"), "n/a");
        Found found = source(sys).find();
        assertThat(names(found)).containsExactly("dram-0", "cpu-package-1", "dram-1");
        assertThat(found.problems())
                .singleElement()
                .satisfies(each -> assertThat(each.text()).contains("package-0", "no number"));
    }

    @Test
    void saysOnceWhatIsRefusedAndHowToAllowIt() throws Exception {
        Found found = refused().find();
        assertThat(found.meters()).isEmpty();
        assertThat(found.problems())
                .singleElement()
                .isInstanceOfSatisfying(
                        MeterProblem.NoPermission.class,
                        no -> {
                            assertThat(no.what()).contains("package-0, dram-0, package-1, dram-1");
                            assertThat(no.remedy())
                                    .contains(
                                            "/etc/udev/rules.d", "chgrp wattle", "wattle collect");
                            assertThat(no.parts())
                                    .isNotEmpty()
                                    .allMatch(id -> id.startsWith("rapl:"));
                            assertThat(no.brief()).doesNotContain("udev").contains("wattle doctor");
                        });
    }

    /// Containers show the links of `/sys/class/powercap` and hide what they lead to.
    @Test
    void saysThatAContainerHidesIt() throws Exception {
        Path sys = Trees.empty();
        Path powercap = Files.createDirectories(sys.resolve("class/powercap"));
        Files.createSymbolicLink(powercap.resolve("intel-rapl:0"), Path.of("../../devices/gone"));
        Found found = source(sys).find();
        assertThat(found.problems())
                .singleElement()
                .isInstanceOf(MeterProblem.NotPresent.class)
                .satisfies(each ->
                        assertThat(each.text())
                                .startsWith("RAPL behind " + powercap)
                                .contains(" is not there: it is hidden from this container"));
    }

    /// As it is in the kernel: everything in `/sys/class` is a link.
    @Test
    void followsLinks() throws Exception {
        Path sys = Trees.sys("rapl/laptop-psys");
        Path powercap = sys.resolve("class/powercap");
        Path devices = Files.createDirectories(sys.resolve("devices/virtual/powercap"));
        try (Stream<Path> zones = Files.list(powercap)) {
            for (Path zone : zones.toList()) {
                Path moved = Files.move(zone, devices.resolve(zone.getFileName()));
                Files.createSymbolicLink(zone, moved);
            }
        }
        assertThat(names(source(sys).find())).containsExactly("cpu-package-0", "psys");
    }

    @Test
    void readsAgainAfterAFailure() throws Exception {
        Path sys = Trees.sys("rapl/near-wrap");
        Path energy = sys.resolve("class/powercap/intel-rapl:0/energy_uj");
        FileCounter counter = (FileCounter) source(sys).find().meters().getFirst();
        Trees.write(energy, "");
        assertThat(catchThrowable(counter::read)).isNotNull();
        Trees.write(energy, 17);
        assertThat(counter.read()).isEqualTo(17);
    }
}
