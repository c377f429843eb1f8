package wattle.hub.web.carbonaware;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import wattle.hub.web.Problem;

/// The SDK's JSON. Numbers are not rounded.
final class SdkJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private SdkJson() {}

    /// A forecast of one location.
    record Forecast(
            Instant generatedAt,
            Instant requestedAt,
            String location,
            Instant dataStartAt,
            Instant dataEndAt,
            Duration window,
            List<Point> data,
            @Nullable Double energy) {}

    /// The mean over a time.
    record Average(
            String location, Instant start, Instant end, double value, @Nullable Double energy) {}

    /// An array of `EmissionsData`.
    static String emissions(List<Point> points, @Nullable Double energy) {
        return text(out -> {
            out.writeStartArray();
            for (Point each : points) {
                out.writeStartObject();
                out.writeStringProperty("location", each.location());
                out.writeStringProperty("time", each.start().toString());
                out.writeNumberProperty("rating", each.value());
                out.writeStringProperty("duration", timeSpan(each.duration()));
                grams(out, each.value(), energy);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /// An array of `EmissionsForecastDTO`.
    static String forecasts(List<Forecast> forecasts) {
        return text(out -> {
            out.writeStartArray();
            for (Forecast each : forecasts) {
                out.writeStartObject();
                out.writeStringProperty("generatedAt", each.generatedAt().toString());
                out.writeStringProperty("requestedAt", each.requestedAt().toString());
                out.writeStringProperty("location", each.location());
                out.writeStringProperty("dataStartAt", each.dataStartAt().toString());
                out.writeStringProperty("dataEndAt", each.dataEndAt().toString());
                out.writeNumberProperty("windowSize", each.window().toMinutes());
                points(out, "optimalDataPoints", Point.lowest(each.data()), each.energy());
                points(out, "forecastData", each.data(), each.energy());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /// A `CarbonIntensityDTO`.
    static String average(Average average) {
        return text(out -> write(average, out));
    }

    /// An array of them.
    static String averages(List<Average> averages) {
        return text(out -> {
            out.writeStartArray();
            averages.forEach(each -> write(each, out));
            out.writeEndArray();
        });
    }

    /// A `ValidationProblemDetails`: `errors` has lists of words by parameter.
    static String problem(Problem problem, String parameter, String instance) {
        return text(out -> {
            out.writeStartObject();
            out.writeStringProperty("type", "about:blank");
            out.writeStringProperty("title", problem.title());
            out.writeNumberProperty("status", problem.status());
            out.writeStringProperty("detail", problem.detail());
            out.writeStringProperty("instance", instance);
            out.writeName("errors");
            out.writeStartObject();
            if (!parameter.isEmpty()) {
                out.writeName(parameter);
                out.writeStartArray();
                out.writeString(problem.detail());
                out.writeEndArray();
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static void write(Average average, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("location", average.location());
        out.writeStringProperty("startTime", average.start().toString());
        out.writeStringProperty("endTime", average.end().toString());
        out.writeNumberProperty("carbonIntensity", average.value());
        grams(out, average.value(), average.energy());
        out.writeEndObject();
    }

    private static void points(
            JsonGenerator out, String name, List<Point> points, @Nullable Double energy) {
        out.writeName(name);
        out.writeStartArray();
        for (Point each : points) {
            out.writeStartObject();
            out.writeStringProperty("location", each.location());
            out.writeStringProperty("timestamp", each.start().toString());
            out.writeNumberProperty("duration", each.duration().toMinutes());
            out.writeNumberProperty("value", each.value());
            grams(out, each.value(), energy);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /// Only for those who gave an energy: clients of the SDK refuse what they do not know.
    private static void grams(
            JsonGenerator out, double gramsPerKilowattHour, @Nullable Double kilowattHours) {
        if (kilowattHours != null) {
            out.writeNumberProperty("grams", gramsPerKilowattHour * kilowattHours);
        }
    }

    /// As .NET writes a `TimeSpan`: `01:00:00`, `1.00:00:00`.
    static String timeSpan(Duration duration) {
        long days = duration.toDays();
        return (days == 0 ? "" : days + ".")
                + String.format(
                        Locale.ROOT,
                        "%02d:%02d:%02d",
                        duration.toHoursPart(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart());
    }

    private static String text(Consumer<JsonGenerator> writer) {
        var text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            writer.accept(out);
        }
        return text.append('\n').toString();
    }
}
