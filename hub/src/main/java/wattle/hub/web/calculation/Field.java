package wattle.hub.web.calculation;

/// One thing that a request may say: an option of the command.
///
/// @param name in the request: the option's, with `_` for `-`
/// @param option such as `--device-hours`; empty for words without an option
/// @param kind what it may be
record Field(String name, String option, Kind kind) {

    /// What a field takes.
    enum Kind {
        /// A string.
        TEXT("a string"),
        /// A string of letters, digits and dashes, so that it names no file.
        WORD("a word of letters, digits and dashes"),
        /// A JSON number.
        NUMBER("a number"),
        /// A JSON number without point and exponent.
        WHOLE("a whole number"),
        /// True or false, which is the default.
        FLAG("true or false"),
        /// A string, or an array of strings.
        TEXTS("a string or an array of strings"),
        /// An energy series.
        ENERGY("an energy series: {\"csv\": …} or {\"rows\": […]}"),
        /// A number, or a series, or several that follow each other in time.
        INTENSITY("a number, or an intensity series: {\"csv\": …} or {\"rows\": […]}"),
        /// One or several series of intensity.
        INTENSITIES("one or several intensity series: {\"name\": …, \"csv\": …}"),
        /// A table of jobs.
        JOBS("an array of jobs"),
        /// A word, or an array of times.
        STARTS("all, 5-per-month or an array of times"),
        /// What stands on the command line without an option.
        WORDS("a string");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// For a refusal.
        String words() {
            return words;
        }
    }

    private static Field of(String name, Kind kind) {
        return new Field(name, "--" + name.replace('_', '-'), kind);
    }

    static Field text(String name) {
        return of(name, Kind.TEXT);
    }

    static Field word(String name) {
        return of(name, Kind.WORD);
    }

    static Field number(String name) {
        return of(name, Kind.NUMBER);
    }

    static Field whole(String name) {
        return of(name, Kind.WHOLE);
    }

    static Field flag(String name) {
        return of(name, Kind.FLAG);
    }

    static Field texts(String name) {
        return of(name, Kind.TEXTS);
    }

    static Field of(String name, String option, Kind kind) {
        return new Field(name, option, kind);
    }
}
