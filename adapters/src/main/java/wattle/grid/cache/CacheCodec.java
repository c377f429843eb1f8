package wattle.grid.cache;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.Forecast;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.HeldSeries;
import wattle.unit.Source;

/// What is kept, as a [CacheFile] and back.
final class CacheCodec {

    private CacheCodec() {}

    static CacheFile file(Stored stored) {
        Observed values = stored.values();
        Map<String, String> texts = texts(stored.key(), values == null ? null : values.source());
        List<Quality> qualities = new ArrayList<>();
        if (values != null) {
            texts.put("retrieved_at", values.retrievedAt().toString());
            for (int i = 0; i < values.gramsPerKilowattHour().size(); i++) {
                qualities.add(values.quality(i));
            }
        }
        return new CacheFile(
                texts,
                stored.asked(),
                values == null ? null : values.gramsPerKilowattHour(),
                qualities);
    }

    static Stored stored(CacheFile file) throws MalformedCacheException {
        try {
            CacheKey key = key(file.texts());
            HeldSeries values = file.values();
            if (values == null) {
                return new Stored(key, file.asked(), null);
            }
            Observed observed =
                    Observed.builder(
                                    key.zone(),
                                    key.labels(),
                                    key.model(),
                                    source(file.texts()),
                                    Instant.parse(text(file.texts(), "retrieved_at")))
                            .of(values, file.qualities()::get);
            return new Stored(key, file.asked(), observed);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new MalformedCacheException("it contradicts itself: " + wrong.getMessage());
        }
    }

    static CacheFile file(StoredForecast stored) {
        Forecast forecast = stored.forecast();
        IntensitySeries series = series(forecast);
        Map<String, String> texts =
                texts(
                        new CacheKey(
                                Objects.requireNonNull(forecast.zone()),
                                forecast.labels(),
                                forecast.model()),
                        series.source());
        texts.put("issued_at", forecast.issuedAt().toString());
        texts.put("from", stored.from().toString());
        texts.put("until", stored.until().toString());
        texts.put("latest_until", stored.latestUntil().toString());
        texts.put("archived", Boolean.toString(stored.archived()));
        HeldSeries values = series.gramsPerKilowattHour();
        return new CacheFile(
                texts,
                AskedRanges.NONE,
                values,
                Collections.nCopies(values.size(), series.quality()));
    }

    static StoredForecast forecast(CacheFile file) throws MalformedCacheException {
        HeldSeries values = file.values();
        if (values == null) {
            throw new MalformedCacheException("a forecast without values");
        }
        try {
            CacheKey key = key(file.texts());
            var series =
                    new IntensitySeries(
                            key.zone(),
                            key.labels(),
                            file.qualities().getFirst(),
                            source(file.texts()),
                            values);
            return new StoredForecast(
                    new Forecast(
                            Instant.parse(text(file.texts(), "issued_at")), series, key.model()),
                    Instant.parse(text(file.texts(), "from")),
                    Instant.parse(text(file.texts(), "until")),
                    Instant.parse(text(file.texts(), "latest_until")),
                    Boolean.parseBoolean(text(file.texts(), "archived")));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new MalformedCacheException("it contradicts itself: " + wrong.getMessage());
        }
    }

    static HeldSeries values(Forecast forecast) {
        return series(forecast).gramsPerKilowattHour();
    }

    /// For keeping it: whoever decides by it asks for it with a decision.
    private static IntensitySeries series(Forecast forecast) {
        return forecast.usableFor(new Decision(forecast.issuedAt()));
    }

    private static Map<String, String> texts(CacheKey key, @Nullable Source source) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("source", key.zone().source());
        texts.put("zone", key.zone().key());
        texts.put("signal", key.labels().signal().label());
        texts.put("factor", key.labels().factor().label());
        texts.put("model", key.model());
        if (source != null) {
            texts.put("publisher", source.name());
            if (source.licence() != null) {
                texts.put("licence", source.licence());
            }
        }
        return texts;
    }

    private static CacheKey key(Map<String, String> texts) {
        return new CacheKey(
                new GridZone(text(texts, "source"), text(texts, "zone")),
                new Labels(
                        labelled(Signal.values(), Signal::label, text(texts, "signal")),
                        labelled(Factor.values(), Factor::label, text(texts, "factor"))),
                text(texts, "model"));
    }

    private static Source source(Map<String, String> texts) {
        return new Source(text(texts, "publisher"), texts.get("licence"));
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return text;
    }

    private static <T> T labelled(T[] values, Function<T, String> label, String word) {
        for (T each : values) {
            if (label.apply(each).equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("it knows no " + word);
    }
}
