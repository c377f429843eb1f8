package wattle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// What every result was made with: the program and, once there are catalogs, their data.
public record Versions(String wattle, @Nullable String data) {

    static Versions current() {
        var properties = new Properties();
        try (var in =
                Objects.requireNonNull(
                        Versions.class.getResourceAsStream("version.properties"),
                        "version.properties is missing from the build")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(
                Objects.requireNonNull(properties.getProperty("wattle")),
                properties.getProperty("data"));
    }
}
