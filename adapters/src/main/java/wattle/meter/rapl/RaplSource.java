package wattle.meter.rapl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import wattle.meter.CounterScale;
import wattle.meter.Found;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.sysfs.FileCounter;
import wattle.meter.sysfs.NumberFile;
import wattle.meter.sysfs.Tree;
import wattle.unit.Energy;

/// Counters of the kernel's powercap tree: `package-N`, or `package-N-die-D` where a package has
/// several dies, `dram` within them, and `psys`. In microjoules, starting again after
/// `max_energy_range_uj`; where that is missing or zero, a counter that falls is taken for reset.
///
/// What is counted once:
/// - zones of one name. The copy by the processor's registers (`intel-rapl`) is preferred to the
///   memory-mapped one (`intel-rapl-mmio`), which is used where the first cannot be read;
/// - dies that repeat their package's counter ([RepeatedDies]).
///
/// A processor that sleeps or a CPU taken offline fails a reading, which is dropped and never taken
/// for a wrap. Thread-safe.
public final class RaplSource implements MeterSource {

    private static final Energy MICROJOULE = new Energy(1e-6);

    /// Since Linux 5.10 only root may read (CVE-2020-8694): the counters tell what others compute.
    static final String REMEDY =
            "as root, write the line"
                    + " SUBSYSTEM==\"powercap\", KERNEL==\"intel-rapl*:*\", ACTION!=\"remove\","
                    + " RUN+=\"/bin/chgrp wattle /sys%p/energy_uj\","
                    + " RUN+=\"/bin/chmod 0440 /sys%p/energy_uj\""
                    + " into /etc/udev/rules.d/70-wattle.rules, then run groupadd --system wattle,"
                    + " usermod -aG wattle YOUR-USER, udevadm control --reload and"
                    + " udevadm trigger --subsystem-match=powercap, and log in again;"
                    + " or run wattle collect as root";

    private final Path powercap;
    private final String model;

    /// @param sys `/sys`, or a copy of it
    /// @param model the processor's name; empty where it is not known
    public RaplSource(Path sys, String model) {
        this.powercap = sys.resolve("class").resolve("powercap");
        this.model = model;
    }

    @Override
    public String name() {
        return "rapl";
    }

    @Override
    public boolean likely() {
        return Files.exists(powercap);
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Found find() {
        Zones zones = Zones.in(powercap);
        var opened = new ArrayList<Zone>();
        var counters = new ArrayList<FileCounter>();
        var problems = new ArrayList<MeterProblem>();
        var refused = new ArrayList<String>();
        for (List<Zone> copies : zones.byLabel().values()) {
            open(copies, opened, counters, problems, refused);
        }
        if (!refused.isEmpty()) {
            problems.add(
                    new MeterProblem.NoPermission(
                            "RAPL's energy of " + String.join(", ", refused) + " in " + powercap,
                            REMEDY,
                            refused.stream().map(label -> "rapl:" + label).toList()));
        }
        if (counters.isEmpty() && problems.isEmpty()) {
            problems.add(absence(zones));
        }
        return new Found(RepeatedDies.merged(opened, counters), problems);
    }

    /// The first copy that works, or what is wrong with the first.
    private void open(
            List<Zone> copies,
            List<Zone> opened,
            List<FileCounter> counters,
            List<MeterProblem> problems,
            List<String> refused) {
        MeterProblem wrong = null;
        for (Zone zone : copies) {
            try {
                counters.add(counter(zone));
                opened.add(zone);
                return;
            } catch (MeterException e) {
                wrong = wrong == null ? e.problem() : wrong;
            }
        }
        if (wrong instanceof MeterProblem.NoPermission) {
            refused.add(copies.getFirst().label());
        } else if (wrong != null) {
            problems.add(wrong);
        }
    }

    private FileCounter counter(Zone zone) throws MeterException {
        OptionalLong range = Tree.number(zone.folder().resolve("max_energy_range_uj"));
        var scale =
                new CounterScale(
                        MICROJOULE,
                        range.isPresent() && range.getAsLong() > 0 ? range : OptionalLong.empty(),
                        Limits.of(zone));
        var file =
                NumberFile.open(
                        zone.folder().resolve("energy_uj"),
                        "RAPL's energy of " + zone.label(),
                        REMEDY);
        try {
            file.read();
            return new FileCounter(zone.part(model), scale, file);
        } catch (MeterException e) {
            file.close();
            throw e;
        }
    }

    private MeterProblem absence(Zones zones) {
        return zones.hidden().isEmpty()
                ? new MeterProblem.NotPresent(
                        "RAPL in " + powercap,
                        "a virtual machine has none; elsewhere load the module intel_rapl_msr")
                : new MeterProblem.NotPresent(
                        "RAPL behind " + zones.hidden().getFirst(),
                        "it is hidden from this container; mount /sys/devices/virtual/powercap"
                                + " into it");
    }
}
