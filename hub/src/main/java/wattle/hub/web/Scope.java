package wattle.hub.web;

import java.util.Locale;

/// What a token allows.
public enum Scope {
    READ,
    SUBMIT,
    ADMIN;

    /// As it is written on the command line and in answers.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
