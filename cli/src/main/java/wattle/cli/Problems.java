package wattle.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

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
}
