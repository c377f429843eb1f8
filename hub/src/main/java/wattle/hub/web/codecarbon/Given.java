package wattle.hub.web.codecarbon;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;

/// What a client sent, after [Shape] has looked at it.
///
/// @param values all fields of the shape, in its order
record Given(Map<String, Json> values) {

    /// Null where nothing was said.
    @Nullable String text(String name) {
        return values.get(name) instanceof Json.Text text ? text.value() : null;
    }

    /// Of a field that has to be there.
    String needed(String name) {
        return Objects.requireNonNull(text(name), name);
    }

    UUID id(String name) {
        return UUID.fromString(needed(name));
    }

    Instant time(String name) {
        return Objects.requireNonNull(Kind.instant(needed(name)), name);
    }

    /// Null where nothing was said.
    @Nullable Boolean flag(String name) {
        return values.get(name) instanceof Json.Flag flag ? Boolean.valueOf(flag.value()) : null;
    }

    /// @param otherwise where nothing was said
    long count(String name, long otherwise) {
        return values.get(name) instanceof Json.Numeral number
                ? new java.math.BigDecimal(number.text()).longValueExact()
                : otherwise;
    }
}
