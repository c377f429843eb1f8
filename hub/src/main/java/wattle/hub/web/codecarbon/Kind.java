package wattle.hub.web.codecarbon;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;
import wattle.ledger.json.Texts;

/// What a field of [Shape] may be.
enum Kind {
    /// Up to 4,000 characters.
    TEXT("string_type", "a text of up to 4000 characters that can be kept"),

    /// Beside its date it has its zone, and lies in 1990 to 2150.
    TIME("datetime_parsing", "a time with its zone, such as 2026-03-01T04:05:00Z"),

    ID("uuid_parsing", "a UUID"),

    /// Not negative.
    COUNT("int_type", "a whole number from 0 to 1e9"),

    /// Seconds, more than none.
    SECONDS("greater_than", "a whole number of seconds from 1 to 1e9"),

    /// Which may be negative.
    NUMBER("float_type", "a number within 1e15"),

    AMOUNT("greater_than_equal", "a number from 0 to 1e15"),

    PERCENT("less_than_equal", "a number from 0 to 100"),

    FLAG("bool_type", "true or false");

    private static final int LONGEST = 4000;
    private static final BigDecimal MOST_COUNT = new BigDecimal("1e9");
    private static final BigDecimal MOST = new BigDecimal("1e15");
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    /// Instants that everything here can hold, with room on both sides.
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2150-01-01T00:00:00Z");

    private final String mistake;
    private final String words;

    Kind(String mistake, String words) {
        this.mistake = mistake;
        this.words = words;
    }

    /// What a value that is none is called by programs.
    String mistake() {
        return mistake;
    }

    /// What a value has to be.
    String words() {
        return words;
    }

    boolean takes(Json value) {
        return switch (this) {
            case TEXT -> value instanceof Json.Text text && isKeepable(text.value());
            case TIME -> value instanceof Json.Text text && instant(text.value()) != null;
            case ID -> value instanceof Json.Text text && uuid(text.value()) != null;
            case FLAG -> value instanceof Json.Flag;
            case COUNT -> value instanceof Json.Numeral number && isWhole(number, 0);
            case SECONDS -> value instanceof Json.Numeral number && isWhole(number, 1);
            case NUMBER ->
                    value instanceof Json.Numeral number && isWithin(number, MOST.negate(), MOST);
            case AMOUNT ->
                    value instanceof Json.Numeral number && isWithin(number, BigDecimal.ZERO, MOST);
            case PERCENT ->
                    value instanceof Json.Numeral number
                            && isWithin(number, BigDecimal.ZERO, HUNDRED);
        };
    }

    private static boolean isKeepable(String text) {
        try {
            return Texts.keepable(text).length() <= LONGEST;
        } catch (IllegalArgumentException noDatabaseTakesIt) {
            return false;
        }
    }

    private static boolean isWithin(Json.Numeral number, BigDecimal least, BigDecimal most) {
        var value = new BigDecimal(number.text());
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static boolean isWhole(Json.Numeral number, int least) {
        var value = new BigDecimal(number.text());
        return isWithin(number, BigDecimal.valueOf(least), MOST_COUNT)
                && value.stripTrailingZeros().scale() <= 0;
    }

    /// Null where it is none.
    static @Nullable Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
        } catch (DateTimeException none) {
            return null;
        }
    }

    /// Null where it is none.
    static @Nullable UUID uuid(String text) {
        boolean isOne = text.matches("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
        return isOne ? UUID.fromString(text) : null;
    }
}
