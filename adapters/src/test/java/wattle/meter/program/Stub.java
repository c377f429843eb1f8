package wattle.meter.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import wattle.meter.sysfs.Trees;

/// A program made for a test.
public final class Stub {

    private Stub() {}

    /// A shell script in a folder of its own.
    public static Path script(String name, String lines) throws IOException {
        Path file = Trees.empty().resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
