package wattle.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A user who may read no file that is closed to others. Where the tests run as root, that is
/// `nobody`, who gets copies of the launcher and of Wattle's classes, for the sources may lie where
/// only root may look; elsewhere it is whoever runs the tests.
final class Nobody {

    private static final int NUMBER = 65534;

    /// The name of the group with that number.
    static final String GROUP = group();

    static final boolean IS_ANOTHER = "root".equals(System.getProperty("user.name"));

    private Nobody() {}

    /// What comes before a command that is to be his.
    static List<String> words() {
        if (!IS_ANOTHER) {
            return List.of();
        }
        if (!Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            throw new AssertionError(
                    "tests of another user's rights need setpriv (Debian: util-linux)");
        }
        String user = String.valueOf(NUMBER);
        return List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups");
    }

    static Path launcher() {
        return IS_ANOTHER ? Copies.FOLDER.resolve("wattle") : WrappedShell.LAUNCHER;
    }

    static String classPath() {
        return IS_ANOTHER ? Copies.CLASS_PATH : System.getProperty("java.class.path");
    }

    /// Lets everybody into a folder.
    static void letIn(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes a file to all but root.
    static void close(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String group() {
        try {
            for (String line : Files.readAllLines(Path.of("/etc/group"))) {
                String[] fields = line.split(":", -1);
                if (fields.length > 2 && fields[2].equals(String.valueOf(NUMBER))) {
                    return fields[0];
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.valueOf(NUMBER);
    }

    /// Made once, where they are needed.
    private static final class Copies {

        private static final Path FOLDER = WrappedShell.HOME.resolve("for-all");
        private static final String CLASS_PATH = make();

        private static String make() {
            letIn(WrappedShell.HOME);
            letIn(FOLDER);
            try {
                Files.copy(WrappedShell.LAUNCHER, FOLDER.resolve("wattle"));
                FOLDER.resolve("wattle").toFile().setExecutable(true, false);
                List<String> copies = new ArrayList<>();
                String all = System.getProperty("java.class.path");
                for (String each : all.split(File.pathSeparator, -1)) {
                    Path copy = FOLDER.resolve(String.valueOf(copies.size()));
                    if (Files.isDirectory(Path.of(each))) {
                        copyTree(Path.of(each), copy);
                    } else if (Files.exists(Path.of(each))) {
                        Files.copy(Path.of(each), copy);
                        copy.toFile().setReadable(true, false);
                    }
                    copies.add(copy.toString());
                }
                return String.join(File.pathSeparator, copies);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void copyTree(Path from, Path to) throws IOException {
            Files.walkFileTree(
                    from,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            letIn(to.resolve(from.relativize(folder)));
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Path copy = to.resolve(from.relativize(file));
                            Files.copy(file, copy);
                            copy.toFile().setReadable(true, false);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        }
    }
}
