package wattle.run.local;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;

/// This process's open descriptors, the JVM's own among them.
final class OpenDescriptors {
    private OpenDescriptors() {}

    static List<Integer> fromThreeUp() {
        var names = new File("/proc/self/fd").list();
        return names == null
                ? List.of()
                : Stream.of(names).map(Integer::valueOf).filter(number -> number > 2).toList();
    }
}
