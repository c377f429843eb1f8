package wattle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import wattle.unit.catalog.DataVersion;

/// The versions that every result is made with: of the program and of the data it carries.
final class Versions {

    private Versions() {}

    static wattle.report.Versions current() {
        var properties = new Properties();
        try (var in =
                Objects.requireNonNull(
                        Versions.class.getResourceAsStream("version.properties"),
                        "version.properties is missing from the build")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new wattle.report.Versions(
                Objects.requireNonNull(properties.getProperty("wattle")), DataVersion.CURRENT);
    }
}
