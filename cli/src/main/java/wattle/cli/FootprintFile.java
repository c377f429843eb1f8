package wattle.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import wattle.report.Report;
import wattle.report.json.FootprintReader;
import wattle.report.json.MalformedFootprintException;

/// A result of Wattle that somebody names.
final class FootprintFile {

    private FootprintFile() {}

    /// @param name of the file; `-` for standard input
    /// @throws Failure if it is none, or cannot be read
    static Report read(String name) {
        try (InputStream in =
                new BufferedInputStream(
                        name.equals("-") ? System.in : Files.newInputStream(Path.of(name)))) {
            return FootprintReader.read(in);
        } catch (MalformedFootprintException wrong) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    15,
                    name + " is not a result of Wattle: " + wrong.getMessage(),
                    "Make one with: wattle estimate … --json --output FILE",
                    wrong);
        } catch (IOException | InvalidPathException unreadable) {
            throw Failure.unreadable(name, unreadable);
        }
    }
}
