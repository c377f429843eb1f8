package wattle.run.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A command with the environment and the folder that it was given in, on disk, byte for byte: what
/// a job that has not been started yet needs if another Wattle is to start it. Readable by its
/// owner alone, since environments hold secrets; at(1) does the same.
public final class StoredCommand {

    private static final String COMMAND = "command";
    private static final String ENVIRONMENT = "environment";
    private static final String DIRECTORY = "directory";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private StoredCommand() {}

    /// Writes down a command of this process's caller.
    public static void save(Path folder, ChildCommand command) throws IOException {
        write(folder.resolve(COMMAND), command.words());
        write(folder.resolve(ENVIRONMENT), Caller.current().environment());
        write(
                folder.resolve(DIRECTORY),
                List.of(Platform.bytes(Path.of("").toAbsolutePath().toString())));
    }

    /// What is no longer needed once the job was started.
    public static void forgetEnvironment(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(ENVIRONMENT));
    }

    /// The words of a command that was written down, for those who take text.
    ///
    /// @throws IOException if it cannot be read, or is no text in this locale
    public static List<String> words(Path folder) throws IOException {
        List<String> words = new ArrayList<>();
        for (byte[] each : command(folder).words()) {
            String word = Platform.exactString(each);
            if (word == null) {
                throw new IOException("the command is no text in this locale");
            }
            words.add(word);
        }
        return words;
    }

    static ChildCommand command(Path folder) throws IOException {
        return ChildCommand.ofBytes(Files.readAllBytes(folder.resolve(COMMAND)));
    }

    static Caller caller(Path folder) throws IOException {
        byte[] directory = Files.readAllBytes(folder.resolve(DIRECTORY));
        return new Caller(
                0,
                0,
                List.of(),
                List.of(),
                ChildCommand.words(Files.readAllBytes(folder.resolve(ENVIRONMENT))),
                Path.of(Platform.text(directory, directory.length - 1)));
    }

    private static void write(Path file, List<byte[]> words) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (byte[] each : words) {
            bytes.write(each);
            bytes.write(0);
        }
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.write(file, bytes.toByteArray(), StandardOpenOption.WRITE);
    }
}
