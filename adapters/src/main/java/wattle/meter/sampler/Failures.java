package wattle.meter.sampler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wattle.meter.MeterProblem;

/// What failed in one reading of a source: one sentence for each cause, however many parts it
/// struck. For one thread.
final class Failures {

    /// What is the same for all that one cause struck.
    private record Cause(Class<?> kind, String why) {}

    /// @param names of the parts
    /// @param whats what could not be read, in words that may name the part
    private record Struck(List<String> names, Set<String> whats) {}

    private final Map<Cause, Struck> causes = new LinkedHashMap<>();

    void add(String part, MeterProblem problem) {
        String why =
                switch (problem) {
                    case MeterProblem.NotPresent absent -> absent.hint();
                    case MeterProblem.NoPermission refused -> refused.remedy();
                    case MeterProblem.Unreadable unreadable -> unreadable.why();
                };
        add(part, new Cause(problem.getClass(), why), problem.what());
    }

    void add(String part, Throwable fault) {
        add(part, new Cause(Throwable.class, "a fault of ours: " + fault), part);
    }

    private void add(String part, Cause cause, String what) {
        Struck struck =
                causes.computeIfAbsent(
                        cause, _ -> new Struck(new ArrayList<>(), new LinkedHashSet<>()));
        struck.names().add(part);
        struck.whats().add(what);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        causes.forEach((cause, struck) -> sentences.add(sentence(cause, struck)));
        return sentences;
    }

    private static String sentence(Cause cause, Struck struck) {
        String whats = String.join(", ", struck.whats());
        if (cause.kind() == Throwable.class) {
            return whats + ": " + cause.why();
        }
        MeterProblem all =
                cause.kind() == MeterProblem.NotPresent.class
                        ? new MeterProblem.NotPresent(whats, cause.why())
                        : cause.kind() == MeterProblem.NoPermission.class
                                ? new MeterProblem.NoPermission(whats, cause.why())
                                : new MeterProblem.Unreadable(whats, cause.why());
        return isNamed(struck)
                ? all.brief()
                : String.join(", ", struck.names()) + ": " + all.brief();
    }

    /// Whether the words name every part already: `cpu-package-0` is RAPL's `package-0`.
    private static boolean isNamed(Struck struck) {
        String whats = String.join(", ", struck.whats());
        for (String name : struck.names()) {
            String alone = name.startsWith("cpu-") ? name.substring("cpu-".length()) : name;
            if (!whats.contains(alone)) {
                return false;
            }
        }
        return true;
    }
}
