package wattle.grid.electricitymaps;

import java.util.Map;

/// A version of the service's interface. Paths, names and answers of what is asked here are the
/// same in both; version 4 can also be asked for intensity without imports, which is another
/// quantity and is ruled out in the question.
public enum ApiVersion {
    /// The older one, still answered.
    V3("v3"),
    /// The current one.
    V4("v4");

    /// What to use unless somebody has a reason. It is documented in full, and says with each value
    /// whether imports were traced.
    public static final ApiVersion CURRENT = V4;

    private final String path;

    ApiVersion(String path) {
        this.path = path;
    }

    /// The first part of every path.
    String path() {
        return path;
    }

    /// Adds what every question about a zone says. Without it the service takes the zone of the
    /// caller's own address where it does not know the one asked for.
    void complete(Map<String, String> query) {
        switch (this) {
            case V3 -> query.put("shouldUseFallbackCallerLookup", "false");
            case V4 -> {
                query.put("disableCallerLookup", "true");
                query.put("flowTraced", "true");
            }
        }
    }
}
