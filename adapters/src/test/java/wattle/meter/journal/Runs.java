package wattle.meter.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import wattle.meter.Accuracy;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Mark;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Random runs, as the steps that tell a listener of them.
final class Runs {

    private static final Instant STARTED = Instant.parse("2026-03-01T04:05:06.789012345Z");

    private static final List<Domain> DOMAINS = List.of(Domain.values());

    private static final String LETTERS =
            "aB3-_ \t\n\r\"\\/{}[],:\u0000\u0001\u001f\u007f\u2028é漢ß\uD83C\uDF31\uFFFD";

    private Runs() {}

    /// A run of at most as many samples, with an end.
    static List<Consumer<RecordListener>> random(Random random, int samples) {
        List<Consumer<RecordListener>> steps = new ArrayList<>();
        Header header = header(random);
        steps.add(to -> to.began(header));
        Map<String, String> facts = texts(random);
        steps.add(to -> to.machine(facts));
        int channels = 0;
        int most = random.nextInt(13);
        long at = random.nextInt(1_000_000_000);
        long[] raw = new long[most];
        for (int i = 0; i < samples; i++) {
            while (channels < most && (i == 0 || random.nextInt(20) == 0)) {
                Channel channel = channel(random, channels++);
                steps.add(to -> to.channel(channel));
            }
            something(random, at, steps);
            Sample sample = sample(random, at, raw, channels);
            steps.add(to -> to.sample(sample));
            at += 1 + random.nextLong(2_000_000_000L);
        }
        End end = end(random);
        steps.add(to -> to.ended(end));
        return steps;
    }

    /// A run of one counter at 100 W, each second, with all kinds of lines.
    static List<Consumer<RecordListener>> steady(int samples) {
        List<Consumer<RecordListener>> steps = new ArrayList<>();
        steps.add(to -> to.began(steadyHeader("")));
        steps.add(to -> to.machine(Map.of("cpu_name", "some processor", "cpu_threads", "64")));
        for (String name : new String[] {"cpu-package-0", "gpu-0"}) {
            var part =
                    Part.sensed(
                            name,
                            "id:" + name,
                            name.startsWith("g") ? Domain.GPU_BOARD : Domain.PACKAGE,
                            "",
                            "test");
            var scale =
                    new CounterScale(new Energy(1e-6), OptionalLong.empty(), new Power(100_000));
            steps.add(to -> to.channel(new Channel.Counter(part, scale)));
        }
        for (int i = 0; i < samples; i++) {
            long at = i * 1_000_000_000L;
            var activity = new Activity(at / 2, at, 4 * at, 1 << 20);
            steps.add(to -> to.sample(Sample.of(at, activity, at / 10, at / 2)));
            if (i % 7 == 3) {
                var mark = new Mark(Mark.EPOCH, STARTED.plusNanos(at), 1);
                steps.add(to -> to.mark(mark));
            }
        }
        steps.add(to -> to.problem("a sensor did not answer"));
        var end = new End(false, 0, Duration.ofSeconds(samples), 2, null, 0, List.of());
        steps.add(to -> to.ended(end));
        return steps;
    }

    static Header steadyHeader(String bootId) {
        return new Header(
                "20260301-040506-00000001",
                STARTED,
                Duration.ofSeconds(1),
                List.of("python", "train.py"),
                Map.of("project", "one"),
                "host",
                bootId,
                42,
                Map.of("scope", "process"));
    }

    private static void something(Random random, long at, List<Consumer<RecordListener>> steps) {
        switch (random.nextInt(12)) {
            case 0 -> {
                var mark =
                        new Mark(
                                random.nextBoolean() ? Mark.UNIT : Mark.EPOCH,
                                STARTED.plusNanos(at),
                                1 + random.nextInt(1000) + random.nextDouble());
                steps.add(to -> to.mark(mark));
            }
            case 1 -> {
                var time = Duration.ofNanos(1 + random.nextLong(1L << 50));
                steps.add(to -> to.slept(time));
            }
            case 2 -> {
                String problem = text(random);
                steps.add(to -> to.problem(problem));
            }
            case 3 -> steps.add(to -> to.paused(STARTED.plusNanos(at)));
            case 4 -> steps.add(to -> to.resumed(STARTED.plusNanos(at)));
            default -> {
                return;
            }
        }
    }

    private static Header header(Random random) {
        List<String> command = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            command.add(text(random));
        }
        return new Header(
                text(random),
                STARTED.plusNanos(random.nextLong(1L << 50)),
                Duration.ofNanos(1 + random.nextLong(300_000_000_000L)),
                command,
                texts(random),
                text(random),
                text(random),
                random.nextInt(1 << 22),
                texts(random));
    }

    private static Channel channel(Random random, int number) {
        var part =
                new Part(
                        "part-" + number,
                        text(random),
                        DOMAINS.get(random.nextInt(DOMAINS.size())),
                        text(random),
                        text(random),
                        random.nextBoolean(),
                        new Accuracy(
                                random.nextDouble(), 1 + 5 * random.nextDouble(), text(random)));
        var limit = new Power(1e9 * random.nextDouble());
        return random.nextBoolean()
                ? new Channel.Gauge(part, random.nextInt(3) * random.nextDouble(), limit)
                : new Channel.Counter(
                        part,
                        new CounterScale(
                                new Energy(Math.nextUp(random.nextDouble())),
                                random.nextBoolean()
                                        ? OptionalLong.of(1 + random.nextLong(Long.MAX_VALUE))
                                        : OptionalLong.empty(),
                                limit));
    }

    private static Sample sample(Random random, long at, long[] raw, int channels) {
        long[] readings = Arrays.copyOf(raw, channels);
        double[] shares = new double[channels];
        double[] utilizations = new double[channels];
        boolean shared = random.nextBoolean();
        for (int i = 0; i < channels; i++) {
            raw[i] += random.nextLong(1L << (1 + random.nextInt(40)));
            readings[i] =
                    switch (random.nextInt(8)) {
                        case 0 -> Sample.MISSING;
                        case 1 -> random.nextBoolean() ? Long.MAX_VALUE : -random.nextLong(1000);
                        default -> raw[i];
                    };
            shares[i] = shared && random.nextBoolean() ? random.nextDouble() : Double.NaN;
            utilizations[i] = shared && random.nextBoolean() ? random.nextDouble() : Double.NaN;
        }
        var activity =
                new Activity(
                        random.nextLong(Long.MAX_VALUE),
                        random.nextInt(3) == 0 ? Activity.UNKNOWN : random.nextLong(1L << 60),
                        random.nextInt(3) == 0 ? Activity.UNKNOWN : random.nextLong(1L << 60),
                        random.nextLong(1L << 45));
        return new Sample(at, activity, readings, shares, utilizations);
    }

    private static End end(Random random) {
        return new End(
                random.nextBoolean(),
                random.nextBoolean() ? random.nextInt(256) : null,
                random.nextBoolean() ? Duration.ofNanos(random.nextLong(1L << 50)) : null,
                random.nextInt(1000),
                random.nextBoolean() ? Duration.ofMillis(random.nextInt(100_000)) : null,
                random.nextLong(1L << 40),
                random.nextBoolean() ? List.of() : List.of(text(random), text(random)));
    }

    private static Map<String, String> texts(Random random) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            texts.put(text(random), text(random));
        }
        return texts;
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = random.nextInt(random.nextInt(40) == 0 ? 3000 : 20); i > 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
