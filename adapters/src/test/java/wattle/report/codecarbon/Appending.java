package wattle.report.codecarbon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import wattle.report.ExampleRuns;

/// One of several processes that append to one file.
final class Appending {

    static final int ROWS = 50;

    private Appending() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < ROWS; i++) {
            EmissionsFile.append(
                    Path.of(args[0]), ExampleRuns.run(), ExampleRuns.VERSIONS, ZoneOffset.UTC);
        }
    }
}
