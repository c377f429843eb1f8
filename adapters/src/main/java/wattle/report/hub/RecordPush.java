package wattle.report.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Sample;
import wattle.meter.journal.End;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.RecordReader;
import wattle.unit.http.HttpProblemException;

/// One record on its way to a hub, while it is written or afterwards. Whole lines are sent, in
/// chunks, from where the hub has got to. At most about a chunk of it is in memory.
///
/// For one thread at a time; to be closed.
public final class RecordPush implements AutoCloseable {

    /// A hub takes four times as much.
    private static final int CHUNK = 1 << 20;

    private static final int PIECE = 1 << 16;

    private final FileChannel file;
    private final String name;
    private final Hub hub;
    private final boolean isPublic;

    private Reading reading;

    /// Made and not taken by the hub: from this byte of the excerpt on.
    private long start;

    private byte[] made = new byte[0];
    private boolean begun;
    private long taken;
    private boolean ended;

    /// @throws IOException if there is no such file, or it cannot be read
    public RecordPush(Path record, Hub hub, boolean isPublic) throws IOException {
        this.file = FileChannel.open(record, StandardOpenOption.READ);
        this.name = record.toString();
        this.hub = hub;
        this.isPublic = isPublic;
        this.reading = new Reading(name);
    }

    /// Sends one chunk of what there is.
    ///
    /// @return whether there may be more to send now
    /// @throws RefusedException if the hub will not take it
    /// @throws HttpProblemException if it cannot be asked now
    public boolean step()
            throws IOException,
                    NotARecordException,
                    HttpProblemException,
                    RefusedException,
                    InterruptedException {
        read();
        Header header = reading.header;
        if (header == null || ended) {
            return false;
        }
        if (!begun) {
            goTo(hub.start(header, isPublic));
            begun = true;
            return true;
        }
        if (made.length == 0) {
            return false;
        }
        goTo(hub.send(header, isPublic, start, made));
        return true;
    }

    /// Reads on until there is a chunk, or no more.
    private void read() throws IOException, NotARecordException {
        if (made.length >= CHUNK || !(begun || reading.header == null)) {
            return;
        }
        var all = new ByteArrayOutputStream();
        all.write(made);
        while (all.size() < CHUNK) {
            byte[] more = reading.next(file);
            if (more == null) {
                break;
            }
            all.write(more);
        }
        made = all.toByteArray();
    }

    /// Goes on where the hub is: further on where it was sent this before, further back where it
    /// has lost something.
    private void goTo(Hub.Progress progress) throws IOException, NotARecordException {
        taken = progress.next();
        ended = progress.ended();
        if (taken < start) {
            reading = new Reading(name);
            start = 0;
            made = new byte[0];
        }
        while (start + made.length < taken) {
            start += made.length;
            byte[] more = reading.next(file);
            if (more == null) {
                made = new byte[0];
                throw new IOException("the hub has more of the run than " + name + " has");
            }
            made = more;
        }
        int done = (int) (taken - start);
        made = java.util.Arrays.copyOfRange(made, done, made.length);
        start = taken;
    }

    /// How many bytes the hub has; -1 where it was never reached.
    public long taken() {
        return begun ? taken : -1;
    }

    /// Whether the hub has the run's end.
    public boolean hasEnded() {
        return ended;
    }

    /// The run; null before its first line was read.
    public @Nullable Header header() {
        return reading.header;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// The excerpt of a file, from its beginning to wherever its last whole line ends now. What is
    /// behind that may be taken back by whoever writes it.
    private static final class Reading implements RecordListener {

        private final Excerpt excerpt = new Excerpt();
        private final RecordReader reader;
        private final ByteArrayOutputStream half = new ByteArrayOutputStream();
        private long at;
        private @Nullable Header header;

        Reading(String name) {
            reader = new RecordReader(name, this);
        }

        /// Null where there is no whole line more.
        byte @Nullable [] next(FileChannel file) throws IOException, NotARecordException {
            while (true) {
                ByteBuffer piece = ByteBuffer.allocate(PIECE);
                int got = file.read(piece, at + half.size());
                if (got <= 0) {
                    half.reset();
                    return null;
                }
                int end = got;
                while (end > 0 && piece.get(end - 1) != '\n') {
                    end--;
                }
                if (end == 0) {
                    half.write(piece.array(), 0, got); // A line longer than a piece.
                    continue;
                }
                byte[] before = half.toByteArray();
                half.reset();
                reader.feed(before, 0, before.length);
                reader.feed(piece.array(), 0, end);
                at += before.length + end;
                return excerpt.take();
            }
        }

        @Override
        public void began(Header header) {
            this.header = header;
            excerpt.began(header);
        }

        @Override
        public void channel(Channel channel) {
            excerpt.channel(channel);
        }

        @Override
        public void mark(Mark mark) {
            excerpt.mark(mark);
        }

        @Override
        public void slept(Duration time) {
            excerpt.slept(time);
        }

        @Override
        public void paused(Instant at) {
            excerpt.paused(at);
        }

        @Override
        public void resumed(Instant at) {
            excerpt.resumed(at);
        }

        @Override
        public void sample(Sample sample) {
            excerpt.sample(sample);
        }

        @Override
        public void ended(End end) {
            excerpt.ended(end);
        }
    }
}
