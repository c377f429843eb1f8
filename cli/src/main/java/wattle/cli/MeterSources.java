package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import wattle.meter.MeterSource;

/// Every source of meters there is, by name.
final class MeterSources {

    private MeterSources() {}

    /// @param environment which may name places other than the usual ones
    static List<MeterSource> all(Map<String, String> environment) {
        return List.of();
    }

    /// Those that `--meters` names, separated by commas; `model` is none of them.
    static List<MeterSource> named(String list, Map<String, String> environment) {
        List<MeterSource> all = all(environment);
        List<MeterSource> named = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            if (name.equals("model")) {
                continue;
            }
            named.add(
                    all.stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> unknown(name, all)));
        }
        return named;
    }

    private static Failure unknown(String name, List<MeterSource> all) {
        return new Failure(
                Exit.USAGE,
                73,
                "--meters: there is no source of meters called \"" + name + "\"",
                "Use some of: "
                        + all.stream().map(MeterSource::name).collect(Collectors.joining(", "))
                        + ", model. See: wattle doctor");
    }
}
