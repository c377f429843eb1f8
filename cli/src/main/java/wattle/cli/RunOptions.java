package wattle.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wattle.meter.Allocation;
import wattle.meter.Scope;
import wattle.unit.Share;

/// What the account of a run needs beside its measurements, as the texts that a record keeps of it.
///
/// @param scope what of the machine is charged
/// @param allocation what the run was given of it
/// @param place where it ran
/// @param intensityFiles absolute, separated by newlines; empty where the place gives the intensity
/// @param unit the SCI's
record RunOptions(
        Scope scope,
        Allocation allocation,
        PlaceOptions place,
        String intensityFiles,
        UnitOptions unit) {

    /// These, with another allocation.
    RunOptions with(Allocation given) {
        return new RunOptions(scope, given, place, intensityFiles, unit);
    }

    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("scope", scope.label());
        texts.put("cpu_share", String.valueOf(allocation.cpus().fraction()));
        texts.put("memory_share", String.valueOf(allocation.memory().fraction()));
        if (allocation.accelerators() != null) {
            texts.put("accelerators", String.join("\n", allocation.accelerators()));
        }
        if (!intensityFiles.isEmpty()) {
            texts.put("intensity_files", intensityFiles);
        }
        place.save(texts);
        unit.save(texts);
        return texts;
    }

    static RunOptions of(Map<String, String> texts) {
        var place = new PlaceOptions();
        place.restore(texts);
        var unit = new UnitOptions();
        unit.restore(texts);
        String accelerators = texts.get("accelerators");
        return new RunOptions(
                Words.choose(
                        "scope",
                        texts.getOrDefault("scope", Scope.PROCESS.label()),
                        Scope.values(),
                        Scope::label),
                new Allocation(
                        new Share(number(texts, "cpu_share")),
                        new Share(number(texts, "memory_share")),
                        accelerators == null
                                ? null
                                : Set.copyOf(
                                        accelerators.isEmpty()
                                                ? List.of()
                                                : List.of(accelerators.split("\n", -1)))),
                place,
                texts.getOrDefault("intensity_files", ""),
                unit);
    }

    private static double number(Map<String, String> texts, String name) {
        try {
            return Double.parseDouble(texts.getOrDefault(name, "1"));
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
