package wattle.unit.http;

import java.util.Locale;

/// What a service asks for before it answers, by its names in the environment and in the file of
/// [Credentials].
public enum Credential {
    WATTTIME_USER,
    WATTTIME_PASSWORD,
    ELECTRICITYMAPS_TOKEN,
    /// Of a Wattle server.
    WATTLE_TOKEN;

    /// The variable of the environment, such as `WATTTIME_USER`.
    public String variable() {
        return name();
    }

    /// The name in the file, such as `watttime.user`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
