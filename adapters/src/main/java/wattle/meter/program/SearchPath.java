package wattle.meter.program;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where programs are: the folders of `PATH`, and those for administrators, which users' paths
/// leave out.
public final class SearchPath {

    private static final List<String> ADMINISTRATORS = List.of("/usr/sbin", "/sbin");

    private SearchPath() {}

    /// The program, or null where no folder has it.
    public static @Nullable Path find(String program, @Nullable String path) {
        return Stream.concat(
                        Arrays.stream((path == null ? "" : path).split(File.pathSeparator, -1))
                                .filter(folder -> !folder.isEmpty()),
                        ADMINISTRATORS.stream())
                .map(folder -> new File(folder, program))
                .filter(file -> file.isFile() && file.canExecute())
                .map(File::toPath)
                .findFirst()
                .orElse(null);
    }
}
