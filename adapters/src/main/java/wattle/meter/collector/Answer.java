package wattle.meter.collector;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import wattle.meter.MeterProblem;

/// One reading of all parts, in the order of the greeting.
record Answer(List<Sample> samples) {

    Answer {
        samples = List.copyOf(samples);
    }

    /// The line, with its line feed.
    byte[] line() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json =
                Protocol.JSON.createGenerator(
                        ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeName("at_nanos");
            json.writeStartArray();
            for (Sample each : samples) {
                write(each.taken(), each.at(), json);
            }
            json.writeEndArray();
            json.writeName("values");
            json.writeStartArray();
            for (Sample each : samples) {
                write(each.hasValue(), each.value(), json);
            }
            json.writeEndArray();
            json.writeName("problems");
            json.writeStartArray();
            for (int i = 0; i < samples.size(); i++) {
                MeterProblem problem = samples.get(i).problem();
                if (problem != null) {
                    write(i, problem, json);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(boolean known, long number, JsonGenerator json) {
        if (known) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    private static void write(int index, MeterProblem problem, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("index", index);
        json.writeStringProperty(
                "kind",
                switch (problem) {
                    case MeterProblem.NotPresent _ -> "absent";
                    case MeterProblem.NoPermission _ -> "refused";
                    case MeterProblem.Unreadable _ -> "unreadable";
                });
        json.writeStringProperty("what", problem.what());
        json.writeStringProperty(
                "why",
                switch (problem) {
                    case MeterProblem.NotPresent absent -> absent.hint();
                    case MeterProblem.NoPermission refused -> refused.remedy();
                    case MeterProblem.Unreadable unreadable -> unreadable.why();
                });
        json.writeEndObject();
    }

    /// @param line without its line feed
    /// @param parts how many the greeting gave
    static Answer read(byte[] line, int parts) throws MalformedLineException {
        Fields fields = Fields.of(line);
        List<?> times = sized(fields.list("at_nanos"), parts);
        List<?> values = sized(fields.list("values"), parts);
        @Nullable MeterProblem[] problems = problems(fields.list("problems"), parts);
        List<Sample> samples = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            samples.add(
                    new Sample(
                            times.get(i) instanceof Long time ? time : Sample.NEVER,
                            value(values.get(i)),
                            problems[i]));
        }
        return new Answer(samples);
    }

    private static @Nullable MeterProblem[] problems(List<?> given, int parts)
            throws MalformedLineException {
        @Nullable MeterProblem[] problems = new MeterProblem[parts];
        for (Object each : given) {
            if (!(each instanceof Fields problem)) {
                throw new MalformedLineException("it gives a problem that is none");
            }
            long index = problem.whole("index");
            if (index < 0 || index >= parts) {
                throw new MalformedLineException("it gives a problem of a part that is none");
            }
            problems[(int) index] = problem(problem);
        }
        return problems;
    }

    private static List<?> sized(List<?> list, int parts) throws MalformedLineException {
        if (list.size() != parts) {
            throw new MalformedLineException(
                    "it gives " + list.size() + " values of " + parts + " parts");
        }
        return list;
    }

    private static long value(@Nullable Object given) throws MalformedLineException {
        if (given == null) {
            return Sample.NONE;
        }
        if (given instanceof Long value && value >= 0) {
            return value;
        }
        throw new MalformedLineException("it gives a value that is none");
    }

    private static MeterProblem problem(Fields problem) throws MalformedLineException {
        String what = problem.text("what");
        String why = problem.text("why");
        return switch (problem.text("kind")) {
            case "absent" -> new MeterProblem.NotPresent(what, why);
            case "refused" -> new MeterProblem.NoPermission(what, why);
            case "unreadable" -> new MeterProblem.Unreadable(what, why);
            default -> throw new MalformedLineException("it gives a problem unknown here");
        };
    }
}
