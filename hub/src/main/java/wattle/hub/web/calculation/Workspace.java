package wattle.hub.web.calculation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A folder for what one request sent and a command wants as files; only this user may look into
/// it, and it is removed at the end. For one thread at a time.
final class Workspace implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> pointers = new LinkedHashMap<>();

    private Workspace(Path folder) {
        this.folder = folder;
    }

    /// Made when the first file is.
    static Workspace make() {
        try {
            return new Workspace(Files.createTempDirectory("wattle-request-"));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// @param name without a folder; of ours, or of letters, digits, dots, dashes and underscores
    /// @param pointer into the request, to what it was made from
    /// @return the file's name with its folder
    String write(String name, String text, String pointer) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, text);
            pointers.put(name, pointer);
            return file.toString();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Whether a file was written by that name.
    boolean has(String name) {
        return pointers.containsKey(name);
    }

    /// The same words without this folder, by the name of the file alone.
    String without(String words) {
        return words.replace(folder + "/", "").replace(folder.toString(), "the request");
    }

    /// Into the request, to the file that the words name; empty where they name none.
    String pointer(String words) {
        for (Map.Entry<String, String> each : pointers.entrySet()) {
            if (words.contains(folder + "/" + each.getKey())) {
                return each.getValue();
            }
        }
        return "";
    }

    @Override
    public void close() {
        try {
            for (String each : pointers.keySet()) {
                Files.deleteIfExists(folder.resolve(each));
            }
            Files.deleteIfExists(folder);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
