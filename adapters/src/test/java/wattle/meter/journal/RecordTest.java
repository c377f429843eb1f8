package wattle.meter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import wattle.meter.Channel;
import wattle.meter.Sample;
import wattle.meter.Tally;
import wattle.testing.Property;

class RecordTest {

    @TempDir private Path folder = Path.of("");

    private int files;

    private Path write(List<Consumer<RecordListener>> steps) throws IOException {
        Path file = folder.resolve(files++ + Orphans.SUFFIX);
        List<String> problems = new ArrayList<>();
        try (RecordWriter writer = RecordWriter.create(file, problems::add)) {
            steps.forEach(step -> step.accept(writer));
            assertThat(writer.lost()).isZero();
        }
        assertThat(problems).isEmpty();
        return file;
    }

    private static Heard read(byte[] bytes) throws IOException, NotARecordException {
        var heard = new Heard();
        RecordReader.read(new ByteArrayInputStream(bytes), "the file", heard);
        return heard;
    }

    @Test
    void whatWasWrittenIsRead() throws Exception {
        Property.forAll(
                150,
                random -> {
                    List<Consumer<RecordListener>> steps = Runs.random(random, random.nextInt(60));
                    var told = new Heard();
                    steps.forEach(step -> step.accept(told));
                    Path file = write(steps);
                    var heard = new Heard();
                    RecordReader.Extent extent = RecordReader.read(file, heard);
                    assertThat(heard.all).isEqualTo(told.all);
                    assertThat(extent.bytes()).isEqualTo(Files.size(file));
                    assertThat(extent.ended()).isTrue();
                });
    }

    @Test
    void aRunAndItsRecordAddUpToOneNumber() throws Exception {
        Property.forAll(
                30,
                random -> {
                    List<Consumer<RecordListener>> steps = Runs.random(random, 40);
                    var live = new Recording();
                    steps.forEach(step -> step.accept(live));
                    Tally recorded = Recording.of(write(steps)).tally();
                    assertThat(recorded.parts()).isEqualTo(live.tally().parts());
                    for (int i = 0; i < recorded.parts().size(); i++) {
                        assertThat(recorded.energy(i)).isEqualTo(live.tally().energy(i));
                        assertThat(recorded.metered(i)).isEqualTo(live.tally().metered(i));
                    }
                });
    }

    @Test
    void eachLineIsJsonThatAnyToolReads() throws Exception {
        Path file = write(Runs.random(new Random(5), 30));
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            var json = JsonMapper.shared().readTree(line);
            assertThat(json.size()).isEqualTo(3);
            assertThat(json.path("len").asInt())
                    .isEqualTo(
                            line.substring(line.indexOf(',', line.indexOf("len")) + 1)
                                            .getBytes(StandardCharsets.UTF_8)
                                            .length
                                    - 1);
        }
        assertThat(lines.getFirst()).contains("\"schema\":\"wattle.record/1\"");
    }

    @Test
    void nobodyElseMayReadIt() throws Exception {
        Path file = write(Runs.steady(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> RecordWriter.create(file, problem -> {}))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
    }

    @Test
    void aHugeCommandIsKept() throws Exception {
        // As long as Linux takes one, and of characters that double in JSON.
        Header huge = with(List.of("python", "\"".repeat(6 << 20)));
        var heard = new Heard();
        RecordReader.read(write(List.of(to -> to.began(huge))), heard);
        assertThat(heard.all).containsExactly(huge);
    }

    @Test
    void aCommandThatNoLineHoldsIsLeftOutAndThatIsSaid() throws Exception {
        Header huge = with(List.of("python", "\u0001".repeat(6 << 20)));
        Path file = folder.resolve("huge.jsonl");
        List<String> problems = new ArrayList<>();
        try (RecordWriter writer = RecordWriter.create(file, problems::add)) {
            writer.began(huge);
        }
        var heard = new Heard();
        RecordReader.read(file, heard);
        assertThat(heard.all).containsExactly(huge.without());
        assertThat(problems)
                .containsExactly("the command is too long for the record; it was left out");
    }

    private static Header with(List<String> command) {
        Header header = Runs.steadyHeader("");
        return new Header(
                header.id(),
                header.started(),
                header.interval(),
                command,
                header.labels(),
                header.host(),
                header.bootId(),
                header.pid(),
                header.options());
    }

    @Test
    void aCutAtAnyByteGivesTheWholeLinesBeforeIt() throws Exception {
        byte[] bytes = Files.readAllBytes(write(Runs.steady(40)));
        List<Object> all = read(bytes).all;
        int first = indexOf(bytes, 0);
        for (int cut = 0; cut <= bytes.length; cut++) {
            byte[] rest = java.util.Arrays.copyOf(bytes, cut);
            if (cut <= first) {
                assertThatThrownBy(() -> read(rest))
                        .isInstanceOf(NotARecordException.class)
                        .hasMessageContaining("cut off in its first line");
                continue;
            }
            int whole = 0;
            int lines = 0;
            for (int i = 0; i < cut; i++) {
                if (bytes[i] == '\n') {
                    whole = i + 1;
                    lines++;
                }
            }
            var heard = new Heard();
            RecordReader.Extent extent =
                    RecordReader.read(new ByteArrayInputStream(rest), "the file", heard);
            assertThat(heard.all).isEqualTo(all.subList(0, lines));
            assertThat(extent.bytes()).isEqualTo(whole);
            assertThat(extent.ended()).isEqualTo(cut == bytes.length);
        }
    }

    /// Any byte of a realistic record is damaged in turn. Only the first line cannot be done
    /// without.
    @Test
    void aDamagedByteCostsItsLineAtMostAndIsSaid() throws Exception {
        byte[] bytes = Files.readAllBytes(write(Runs.steady(12)));
        List<Object> all = read(bytes).all;
        var random = new Random(1);
        int line = 0;
        for (int at = 0; at < bytes.length; at++) {
            for (byte damage : new byte[] {'\n', '0', ',', (byte) random.nextInt(256), 0}) {
                if (damage == bytes[at]) {
                    continue;
                }
                byte[] damaged = bytes.clone();
                damaged[at] = damage;
                if (line == 0 && bytes[at] != '\n') {
                    assertThatThrownBy(() -> read(damaged))
                            .isInstanceOf(NotARecordException.class)
                            .hasMessageContaining("its line 1 ");
                    continue;
                }
                Heard heard = read(damaged);
                List<Object> rest = new ArrayList<>(all);
                if (bytes[at] != '\n' || line == all.size() - 1) {
                    rest.remove(line);
                    if (all.get(line) instanceof Channel channel
                            && channel.part().name().equals("cpu-package-0")) {
                        rest.replaceAll(RecordTest::withoutFirstReading);
                    }
                }
                if (bytes[at] == '\n') {
                    assertThat(heard.all).isEqualTo(rest); // Whole lines tell their length.
                } else {
                    assertThat(heard.all).hasSizeGreaterThan(rest.size());
                    assertThat(withoutSaid(heard)).as("byte " + at).isEqualTo(rest);
                }
            }
            line += bytes[at] == '\n' ? 1 : 0;
        }
    }

    private static Object withoutFirstReading(Object line) {
        return line instanceof Sample sample
                ? Sample.of(sample.elapsedNanos(), sample.activity(), sample.reading(1))
                : line;
    }

    private static List<Object> withoutSaid(Heard heard) {
        return heard.all.stream()
                .filter(each ->
                        !(each instanceof Heard.Problem problem
                                && problem.sentence().endsWith("; it was left out")))
                .toList();
    }

    @Test
    void aLostChannelTakesItsOwnReadingsAwayAndNoOthers() throws Exception {
        byte[] bytes = Files.readAllBytes(write(Runs.steady(20)));
        int channel = new String(bytes, StandardCharsets.UTF_8).indexOf("cpu-package-0");
        bytes[channel] ^= 1;
        var recording = new Recording();
        RecordReader.read(new ByteArrayInputStream(bytes), "the file", recording);
        assertThat(recording.tally().parts()).hasSize(1);
        assertThat(recording.tally().parts().getFirst().name()).isEqualTo("gpu-0");
        assertThat(recording.tally().energy(0).joules()).isEqualTo(19 * 500.0);
        assertThat(recording.problems().getFirst())
                .isEqualTo(
                        "line 3 of the record has another checksum than it says; it was left out");
    }

    @Test
    void manyDamagedBytesNeverBreakTheReader() throws Exception {
        Property.forAll(
                300,
                random -> {
                    byte[] bytes = Files.readAllBytes(write(Runs.random(random, 15)));
                    for (int i = random.nextInt(50); i >= 0; i--) {
                        int at = random.nextInt(bytes.length);
                        bytes[at] = (byte) (random.nextBoolean() ? '\n' : random.nextInt());
                    }
                    try {
                        RecordReader.read(
                                new ByteArrayInputStream(bytes), "the file", new Recording());
                    } catch (NotARecordException refused) {
                        assertThat(refused.getMessage()).contains("line");
                    }
                });
    }

    /// Lines with the right checksum and the wrong content, as only a program would write them.
    @Test
    void wrongContentIsLeftOutAndSaid() throws Exception {
        Path file = write(Runs.steady(3));
        byte[] whole = Files.readAllBytes(file);
        int body = whole.length;
        String[] wrong = {
            "\"sample\":[1]",
            "\"sample\":[-1,0,0,0,0,[]]",
            "\"sample\":[99999999999999999999999,0,0,0,0,[]]",
            "\"sample\":[5,null,0,0,0,[]]",
            "\"sample\":[5,-1,0,0,0,[]]",
            "\"sample\":[5,0,0,0,0,[1],[1,2],[1]]",
            "\"sample\":[5,0,0,0,0,[1,,2]]",
            "\"sample\":[1,0,0,0,0,[1]]",
            "\"mark\":{\"kind\":\"day\",\"at\":\"2026-01-01T00:00:00Z\",\"count\":1}",
            "\"mark\":{\"kind\":\"unit\",\"at\":\"yesterday\",\"count\":1}",
            "\"mark\":{\"kind\":\"unit\",\"at\":\"9999-01-01T00:00:00Z\",\"count\":1}",
            "\"mark\":{\"kind\":\"unit\",\"at\":\"2026-01-01T00:00:00Z\",\"count\":-1}",
            "\"channel\":{\"index\":0}",
            "\"channel\":7",
            "\"slept_nanos\":\"long\"",
            "\"problem\":[]",
            "\"machine\":{\"a\":[1]}",
            "\"end\":{\"recovered\":\"perhaps\"}",
            "\"something\":1",
            "\"x\":" + "[".repeat(2000),
            "not json"
        };
        for (String content : wrong) {
            var bytes = new ByteArrayOutputStream();
            bytes.write(whole, 0, body);
            bytes.write(line(content));
            var recording = new Recording();
            RecordReader.Extent extent =
                    RecordReader.read(
                            new ByteArrayInputStream(bytes.toByteArray()), "the file", recording);
            assertThat(recording.problems())
                    .as(content)
                    .anySatisfy(each ->
                            assertThat(each)
                                    .startsWith("line 10 of the record does not say")
                                    .endsWith("it was left out"));
            assertThat(extent.bytes()).isEqualTo(bytes.size());
        }
    }

    private static byte[] line(String content) {
        var crc = new CRC32C();
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        crc.update(bytes, 0, bytes.length);
        return "{\"crc\":\"%08x\",\"len\":%d,%s}\n"
                .formatted(crc.getValue(), bytes.length, content)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoRecordIsRefusedWithLineAndReason() throws Exception {
        Map<String, String> files =
                Map.of(
                        "",
                        "cut off in its first line",
                        "timestamp_utc,g_per_kwh\n1,2\n",
                        "its line 1 is",
                        "\n",
                        "its line 1 is cut off",
                        "{\"crc\":\"00000000\",\"len\":8,\"run\":{}}\n",
                        "another checksum",
                        new String(line("\"run\":{}"), StandardCharsets.UTF_8),
                        "no text \"schema\"",
                        new String(
                                line("\"run\":{\"schema\":\"wattle.record/2\"}"),
                                StandardCharsets.UTF_8),
                        "its schema is wattle.record/2, not wattle.record/1",
                        new String(line("\"problem\":\"x\""), StandardCharsets.UTF_8),
                        "the run comes first");
        for (var file : files.entrySet()) {
            assertThatThrownBy(() -> read(file.getKey().getBytes(StandardCharsets.UTF_8)))
                    .as(file.getKey())
                    .isInstanceOf(NotARecordException.class)
                    .hasMessageStartingWith("the file is not a record of a run")
                    .hasMessageContaining(file.getValue());
        }
        Path none = folder.resolve("none.jsonl");
        assertThatThrownBy(() -> Recording.of(none)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Recording.of(folder)).isInstanceOf(IOException.class);
    }

    @Test
    void aLineThatNeverEndsTakesBoundedMemory() throws Exception {
        assertThatThrownBy(() -> RecordReader.read(zeros(1L << 40), "the file", new Heard()))
                .isInstanceOf(NotARecordException.class)
                .hasMessageContaining("its first line does not end");
        // A power cut may leave zeros where lines were.
        byte[] record = Files.readAllBytes(write(Runs.steady(3)));
        int half = indexOf(record, record.length / 2) + 1;
        var heard = new Heard();
        RecordReader.read(
                new java.io.SequenceInputStream(
                        java.util.Collections.enumeration(
                                List.of(
                                        new ByteArrayInputStream(record, 0, half),
                                        zeros(100L << 20),
                                        new ByteArrayInputStream(
                                                "\n".getBytes(StandardCharsets.UTF_8)),
                                        new ByteArrayInputStream(
                                                record, half, record.length - half)))),
                "the file",
                heard);
        assertThat(withoutSaid(heard)).isEqualTo(read(record).all);
        assertThat(heard.problems()).anyMatch(each -> each.contains("is too long"));
    }

    private static InputStream zeros(long count) {
        return new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                int size = (int) Math.min(length, left);
                java.util.Arrays.fill(into, from, from + size, (byte) 0);
                left -= size;
                return size;
            }
        };
    }

    private static int indexOf(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    @Test
    void aMonthInMinutesIsReadInOnePass() throws Exception {
        var end = Duration.ofDays(30);
        List<Consumer<RecordListener>> steps = Runs.steady((int) end.toMinutes());
        Recording recording = Recording.of(write(steps));
        assertThat(recording.tally().samples()).isEqualTo(end.toMinutes());
    }
}
