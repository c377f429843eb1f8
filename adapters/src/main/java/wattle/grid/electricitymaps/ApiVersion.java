package wattle.grid.electricitymaps;

import java.util.Map;

/// A version of the service's interface. Paths, names and answers of what is asked here are the same
/// in both; version 4 can also be asked for intensity without imports, which is another quantity and
/// is ruled out in the question.
public enum ApiVersion {
    /// In use since 2018; still answered, no longer extended.
    V3("v3", Map.of("shouldUseFallbackCallerLookup", "false")),
    /// The current one.
    V4("v4", Map.of("disableCallerLookup", "true", "flowTraced", "true"));

    private final String path;
    private final Map<String, String> always;

    ApiVersion(String path, Map<String, String> always) {
        this.path = path;
        this.always = always;
    }

    /// The first part of every path.
    String path() {
        return path;
    }

    /// What every question about a zone says. Without it the service takes the zone of the caller's
    /// own address where it does not know the one asked for.
    Map<String, String> always() {
        return always;
    }
}
