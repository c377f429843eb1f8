package wattle.meter.sysfs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// Copies of the kernel's trees, to be changed by a test.
public final class Trees {

    private Trees() {}

    /// A copy of `resources/wattle/meter/NAME/sys`.
    public static Path sys(String name) throws IOException {
        Path copy = empty();
        Path original = resource(name).resolve("sys");
        try (var files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(original.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }

    public static Path resource(String name) {
        URL url = Trees.class.getResource("/wattle/meter/" + name);
        try {
            return Path.of(Objects.requireNonNull(url, name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A folder with nothing in it, gone with this process.
    public static Path empty() throws IOException {
        Path folder = Files.createTempDirectory("wattle-meter-test");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder.toFile())));
        return folder;
    }

    private static void remove(File file) {
        File[] inside = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        for (File each : inside == null ? new File[0] : inside) {
            remove(each);
        }
        file.delete();
    }

    /// Takes all permissions from every file of a name below a folder.
    public static void refuse(Path folder, String fileName) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.endsWith(fileName)).toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path file, Object content) {
        try {
            Files.writeString(file, content + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
