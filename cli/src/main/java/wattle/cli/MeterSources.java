package wattle.cli;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import wattle.meter.MeterSource;
import wattle.meter.amd.AmdSource;
import wattle.meter.amd.VisibleGpus;
import wattle.meter.collector.CollectorSource;
import wattle.meter.dcmi.DcmiSource;
import wattle.meter.hwmon.HwmonSource;
import wattle.meter.jetson.JetsonSource;
import wattle.meter.nvml.Nvml;
import wattle.meter.procfs.CpuInfo;
import wattle.meter.rapl.RaplSource;
import wattle.meter.replay.ReplaySource;

/// Every way to meter a machine that Wattle knows, and the choice that `--meters` makes of them.
final class MeterSources {

    /// In place of meters: what nothing measures is modelled anyway.
    private static final String MODEL = "model";

    /// Before the name of a record whose readings are played again.
    private static final String REPLAY = "replay:";

    private MeterSources() {}

    /// All of them, the most wanted first: where two give a part of one id, the first one's counts.
    ///
    /// @param environment `WATTLE_SYS` names a copy of `/sys`, and `WATTLE_NVML` NVIDIA's library
    ///   where it lies in an odd place: for tests, bug reports and odd systems
    static List<MeterSource> all(Map<String, String> environment) {
        Path sys = Path.of(environment.getOrDefault("WATTLE_SYS", "/sys"));
        String library = environment.getOrDefault("WATTLE_NVML", "");
        Nvml nvml = Nvml.ofJob(environment);
        Path dev = Path.of("/dev");
        return List.of(
                library.isEmpty() ? nvml : nvml.withLibrary(library),
                new AmdSource(sys, VisibleGpus.of(environment)),
                new RaplSource(sys, CpuInfo.read(Path.of("/proc")).name()),
                new JetsonSource(sys),
                new HwmonSource(sys),
                DcmiSource.of(dev, environment.get("PATH")),
                CollectorSource.of(environment));
    }

    /// An environment in which no job has been given some of the accelerators alone.
    static Map<String, String> ofWholeMachine(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.keySet().removeIf(name -> name.endsWith("_VISIBLE_DEVICES"));
        return all;
    }

    /// Those in a list such as `nvml,rapl`.
    static List<MeterSource> named(String list, Map<String, String> environment) {
        return named(list, all(environment));
    }

    /// @throws Failure if there is none of a name, or a record to be replayed cannot be read
    static List<MeterSource> named(String list, List<MeterSource> all) {
        List<MeterSource> chosen = new ArrayList<>();
        for (String word : list.split(",", -1)) {
            if (word.startsWith(REPLAY)) {
                Path record = Words.path("--meters", word.substring(REPLAY.length()));
                if (!Files.isReadable(record)) {
                    throw Failure.unreadable(
                            record.toString(), new NoSuchFileException(record.toString()));
                }
                chosen.add(new ReplaySource(record, System::nanoTime));
                continue;
            }
            String name = word.strip().toLowerCase(Locale.ROOT);
            if (name.equals(MODEL)) {
                continue;
            }
            MeterSource source =
                    all.stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> unknown(word, all));
            if (!chosen.contains(source)) {
                chosen.add(source);
            }
        }
        return chosen;
    }

    private static Failure unknown(String word, List<MeterSource> all) {
        return new Failure(
                Exit.USAGE,
                80,
                "there are no meters called \"" + word.strip() + "\"",
                all.isEmpty()
                        ? "There are none at all."
                        : "Use some of: "
                                + all.stream()
                                        .map(MeterSource::name)
                                        .collect(Collectors.joining(", "))
                                + ", "
                                + MODEL
                                + " or "
                                + REPLAY
                                + "FILE");
    }
}
