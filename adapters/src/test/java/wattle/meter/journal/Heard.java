package wattle.meter.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Sample;

/// Everything a listener was told, in order.
final class Heard implements RecordListener {

    final List<Object> all = new ArrayList<>();

    /// A sentence, which would otherwise be like any text.
    record Problem(String sentence) {}

    List<Object> withoutProblems() {
        return all.stream().filter(each -> !(each instanceof Problem)).toList();
    }

    List<String> problems() {
        return all.stream()
                .filter(Problem.class::isInstance)
                .map(each -> ((Problem) each).sentence())
                .toList();
    }

    @Override
    public void began(Header header) {
        all.add(header);
    }

    @Override
    public void machine(Map<String, String> facts) {
        all.add(facts);
    }

    @Override
    public void channel(Channel channel) {
        all.add(channel);
    }

    @Override
    public void mark(Mark mark) {
        all.add(mark);
    }

    @Override
    public void slept(Duration time) {
        all.add(time);
    }

    @Override
    public void paused(Instant at) {
        all.add(at);
    }

    @Override
    public void resumed(Instant at) {
        all.add(List.of("resumed", at));
    }

    @Override
    public void sample(Sample sample) {
        all.add(sample);
    }

    @Override
    public void problem(String sentence) {
        all.add(new Problem(sentence));
    }

    @Override
    public void ended(End end) {
        all.add(end);
    }
}
