package wattle.grid.cache;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;
import wattle.series.HeldSeries;
import wattle.series.IntervalCursor;
import wattle.series.Timeline;

/// The bytes of one file: texts, the ranges that were asked for, and values by column. All numbers
/// are little-endian.
///
/// ```
/// 8 bytes  "wattle", 0, version 1
/// 4        number of texts; for each twice a length (4) and UTF-8: name and value
/// 4        number of ranges; for each from, to, at (8 each)
/// 4        number of runs; for each start, step (8 each) and count (4)
/// n        qualities, the first letter of each label
/// 8 n      values in g/kWh
/// 4        CRC-32C of all before
/// ```
///
/// Times are nanoseconds since 1970-01-01T00:00:00Z. The layout never changes: another one gets
/// another ending of its file names, so that versions of Wattle do not take each other's files for
/// damaged.
///
/// @param texts by name
/// @param values null where there are none
/// @param qualities one for each value
record CacheFile(
        Map<String, String> texts,
        AskedRanges asked,
        @Nullable HeldSeries values,
        List<Quality> qualities) {

    private static final byte[] MAGIC = {'w', 'a', 't', 't', 'l', 'e', 0, 1};
    private static final int CHECKSUM = 4;
    private static final int MOST_TEXTS = 64;
    private static final int MOST_TEXT = 1 << 16;
    private static final int RANGE = 24;
    private static final int RUN = 20;
    private static final @Nullable Quality[] BY_LETTER = new @Nullable Quality[128];

    static {
        for (Quality each : Quality.values()) {
            BY_LETTER[letter(each)] = each;
        }
    }

    private static byte letter(Quality quality) {
        return (byte) quality.label().charAt(0);
    }

    byte[] bytes() {
        byte[] texts = textBytes();
        List<long[]> runs = runs();
        int count = values == null ? 0 : values.size();
        ByteBuffer out =
                ByteBuffer.allocate(
                                Math.toIntExact(
                                        MAGIC.length
                                                + texts.length
                                                + 4L
                                                + (long) RANGE * asked.list().size()
                                                + 4
                                                + (long) RUN * runs.size()
                                                + 9L * count
                                                + CHECKSUM))
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put(texts).putInt(asked.list().size());
        for (AskedRanges.Asked each : asked.list()) {
            out.putLong(each.from()).putLong(each.to()).putLong(each.at());
        }
        out.putInt(runs.size());
        for (long[] run : runs) {
            out.putLong(run[0]).putLong(run[1]).putInt((int) run[2]);
        }
        for (int i = 0; i < count; i++) {
            out.put(letter(qualities.get(i)));
        }
        for (int i = 0; i < count && values != null; i++) {
            out.putDouble(values.value(i));
        }
        return out.putInt(checksum(out.array(), out.position())).array();
    }

    private byte[] textBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(Integer.reverseBytes(texts.size()));
            for (Map.Entry<String, String> each : texts.entrySet()) {
                text(out, each.getKey());
                text(out, each.getValue());
            }
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MOST_TEXT) {
            throw new IllegalArgumentException("a text of " + utf8.length + " bytes");
        }
        out.writeInt(Integer.reverseBytes(utf8.length));
        out.write(utf8);
    }

    /// Start, step and count of each run of equal steps without a gap.
    private List<long[]> runs() {
        List<long[]> runs = new ArrayList<>();
        if (values == null) {
            return runs;
        }
        long end = 0;
        for (IntervalCursor at = values.timeline().cursor(); at.next(); ) {
            long[] last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && at.start() == end && at.end() - at.start() == last[1]) {
                last[2]++;
            } else {
                runs.add(new long[] {at.start(), at.end() - at.start(), 1});
            }
            end = at.end();
        }
        return runs;
    }

    private static int checksum(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /// @throws MalformedCacheException if these are not the bytes of such a file
    static CacheFile of(byte[] bytes) throws MalformedCacheException {
        if (bytes.length < MAGIC.length + CHECKSUM
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new MalformedCacheException("it does not begin as a file of the cache does");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int end = bytes.length - CHECKSUM;
        if (in.getInt(end) != checksum(bytes, end)) {
            throw new MalformedCacheException("its checksum is wrong");
        }
        try {
            return read(in.position(MAGIC.length).limit(end));
        } catch (IllegalArgumentException | BufferUnderflowException | ArithmeticException wrong) {
            throw new MalformedCacheException("it contradicts itself: " + wrong.getMessage());
        }
    }

    private static CacheFile read(ByteBuffer in) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int left = count(in, MOST_TEXTS, 8); left > 0; left--) {
            texts.put(text(in), text(in));
        }
        List<AskedRanges.Asked> asked = new ArrayList<>();
        for (int left = count(in, Integer.MAX_VALUE, RANGE); left > 0; left--) {
            asked.add(new AskedRanges.Asked(in.getLong(), in.getLong(), in.getLong()));
        }
        Timeline.Builder timeline = Timeline.builder();
        for (int left = count(in, Integer.MAX_VALUE, RUN); left > 0; left--) {
            long start = in.getLong();
            long step = in.getLong();
            int count = in.getInt();
            if (timeline.size() + (long) count > in.remaining() / 9) {
                throw new IllegalArgumentException("more intervals than values");
            }
            for (int i = 0; i < count; i++) {
                timeline.add(start, start + step);
                start += step;
            }
        }
        int size = timeline.size();
        if (in.remaining() != 9L * size) {
            throw new IllegalArgumentException(size + " intervals and other than as many values");
        }
        Quality[] qualities = new Quality[size];
        for (int i = 0; i < size; i++) {
            Quality quality = BY_LETTER[in.get() & 0x7f];
            if (quality == null) {
                throw new IllegalArgumentException("a quality that does not exist");
            }
            qualities[i] = quality;
        }
        double[] values = new double[size];
        in.asDoubleBuffer().get(values);
        return new CacheFile(
                texts,
                new AskedRanges(asked),
                size == 0 ? null : new HeldSeries(timeline.build(), values),
                Arrays.asList(qualities));
    }

    /// A count that is not negative, below `most`, and of things for which there is room.
    private static int count(ByteBuffer in, int most, int bytesEach) {
        int count = in.getInt();
        if (count < 0 || count > most || (long) count * bytesEach > in.remaining()) {
            throw new IllegalArgumentException("a count of " + count);
        }
        return count;
    }

    private static String text(ByteBuffer in) {
        byte[] utf8 = new byte[count(in, MOST_TEXT, 1)];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
