package wattle.meter.journal;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.meter.Accuracy;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Part;
import wattle.meter.Sample;

/// A record without what tells of whoever made it: what may be given to others. It adds up to the
/// same energy to the last bit, and an excerpt of an excerpt is the same again.
///
/// Kept are the run's id, start and interval, the labels in [#LABELS], each part's name, model and
/// scale, samples, marks, pauses and sleeps, how many epochs there will be, and whether and how
/// long the run went on. Host, boot, process, command, other options and labels, facts of the
/// machine, ids and sources of parts, problems and the exit code are left out.
///
/// The same record gives the same bytes however it is cut, so that a place in an excerpt means the
/// same to all who make it. For one thread.
public final class Excerpt implements RecordListener {

    /// Labels that say what was done rather than by whom.
    public static final List<String> LABELS =
            List.of("model", "task", "dataset", "stage", "project");

    private static final int LONGEST = 200;

    private final ByteArrayOutputStream made = new ByteArrayOutputStream(1024);
    private final RecordLines lines =
            new RecordLines((line, needed) ->
                    made.write(
                            line.array(), line.arrayOffset() + line.position(), line.remaining()));

    /// How many bytes were made since the last [#take].
    public int size() {
        return made.size();
    }

    /// The whole lines that were made since the last time.
    public byte[] take() {
        byte[] bytes = made.toByteArray();
        made.reset();
        return bytes;
    }

    /// What may be kept of the labels of a run, in the order of [#LABELS].
    public static Map<String, String> labels(Map<String, String> labels) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String each : LABELS) {
            String value = labels.get(each);
            if (value != null && !value.isBlank()) {
                kept.put(each, clean(value));
            }
        }
        return kept;
    }

    @Override
    public void began(Header header) {
        lines.began(
                new Header(
                        header.id(),
                        header.started(),
                        header.interval(),
                        List.of(),
                        labels(header.labels()),
                        "",
                        "",
                        0,
                        options(header.options())));
    }

    /// How many epochs there will be says nothing of the machine, and lets its watchers foresee the
    /// end.
    private static Map<String, String> options(Map<String, String> options) {
        String epochs = options.get(Header.EPOCHS);
        return epochs != null && epochs.matches("[1-9][0-9]{0,8}")
                ? Map.of(Header.EPOCHS, epochs)
                : Map.of();
    }

    @Override
    public void channel(Channel channel) {
        lines.channel(
                switch (channel) {
                    case Channel.Counter counter ->
                            new Channel.Counter(part(counter.part()), counter.scale());
                    case Channel.Gauge gauge ->
                            new Channel.Gauge(
                                    part(gauge.part()), gauge.windowSeconds(), gauge.limit());
                });
    }

    private static Part part(Part part) {
        String name = clean(part.name());
        return new Part(
                name,
                name,
                part.domain(),
                clean(part.model()),
                "",
                part.modelled(),
                new Accuracy(part.accuracy().low(), part.accuracy().high(), ""));
    }

    private static String clean(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ").strip();
        int end = Math.min(LONGEST, printable.length());
        if (end < printable.length() && Character.isHighSurrogate(printable.charAt(end - 1))) {
            end--;
        }
        return printable.substring(0, end).strip();
    }

    @Override
    public void mark(Mark mark) {
        lines.mark(mark);
    }

    @Override
    public void slept(Duration time) {
        lines.slept(time);
    }

    @Override
    public void paused(Instant at) {
        lines.paused(at);
    }

    @Override
    public void resumed(Instant at) {
        lines.resumed(at);
    }

    @Override
    public void sample(Sample sample) {
        lines.sample(sample);
    }

    @Override
    public void ended(End end) {
        lines.ended(new End(end.recovered(), null, end.wall(), end.missed(), null, 0, List.of()));
    }
}
