package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import wattle.meter.Found;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;

/// A source whose search begins at once, on another thread, so that by the time the command has
/// started its meters are known and nothing of a short run is missed. Nobody waits for it but who
/// asks what was found.
///
/// Only for those that look at files: a driver is not woken up before the command starts.
final class SoughtEarly implements MeterSource {

    private final MeterSource source;
    private final FutureTask<Found> search;

    private SoughtEarly(MeterSource source) {
        this.source = source;
        search = new FutureTask<>(source::find);
    }

    /// The same sources. The quick ones are being searched.
    static List<MeterSource> of(List<MeterSource> sources) {
        List<MeterSource> all = new ArrayList<>();
        List<SoughtEarly> early = new ArrayList<>();
        for (MeterSource source : sources) {
            if (source.quick()) {
                early.add(new SoughtEarly(source));
                all.add(early.getLast());
            } else {
                all.add(source);
            }
        }
        if (!early.isEmpty()) {
            Thread.ofPlatform()
                    .daemon()
                    .name("early")
                    .start(() -> early.forEach(each -> each.search.run()));
        }
        return all;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean likely() {
        return source.likely();
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Found find() {
        search.run(); // Where the thread has not come to it yet.
        try {
            return search.get();
        } catch (ExecutionException fault) {
            return Found.nothing(
                    new MeterProblem.Unreadable(name(), String.valueOf(fault.getCause())));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Found.nothing(new MeterProblem.Unreadable(name(), "interrupted"));
        }
    }
}
