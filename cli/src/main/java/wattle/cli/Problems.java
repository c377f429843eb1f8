package wattle.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What a file system refused, in words. Its exceptions often say the file's name alone.
final class Problems {

    private Problems() {}

    static String of(IOException problem) {
        String message = String.valueOf(problem.getMessage());
        if (problem instanceof AccessDeniedException) {
            return message + " may not be written to";
        }
        if (problem instanceof NoSuchFileException) {
            return message + " is not there";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return message + " exists already";
        }
        return message;
    }

    /// Why a file could not be made, with what is wrong of its folder.
    static String ofMaking(Path file, IOException problem) {
        Path folder = file.toAbsolutePath().getParent();
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (folder == null || there == null || problem instanceof FileAlreadyExistsException) {
            return there == null || Files.isDirectory(there)
                    ? of(problem)
                    : there + " is no folder";
        }
        if (!Files.isDirectory(there)) {
            return there + " is no folder";
        }
        String missing =
                there.equals(folder) ? "its folder " : "its folder " + folder + " is missing, and ";
        if (!Files.isWritable(there)) {
            return missing + there + " may not be written to";
        }
        return there.equals(folder) ? of(problem) : missing + "making it failed: " + of(problem);
    }
}
