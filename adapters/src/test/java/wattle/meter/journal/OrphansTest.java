package wattle.meter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrphansTest {

    @TempDir private Path folder = Path.of("");

    private final List<String> problems = new ArrayList<>();

    private static String bootId() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    /// A record whose writer has gone, cut to so many bytes.
    private byte[] leave(String name, String bootId, double share) throws IOException {
        Path file = folder.resolve(name);
        try (RecordWriter writer = RecordWriter.create(file, problems::add)) {
            writer.began(Runs.steadyHeader(bootId));
            List<Consumer<RecordListener>> steps = Runs.steady(20);
            steps.subList(1, steps.size() - 1).forEach(step -> step.accept(writer));
        }
        byte[] bytes = Files.readAllBytes(file);
        byte[] left = java.util.Arrays.copyOf(bytes, (int) (bytes.length * share));
        Files.write(file, left);
        return left;
    }

    @Test
    void aRecordThatWasLeftIsEndedAndSaysSo() throws Exception {
        for (int percent = 30; percent <= 100; percent += 7) {
            String name = percent + ".jsonl";
            byte[] left = leave(name, bootId(), percent / 100.0);
            Recording before = Recording.of(folder.resolve(name));
            assertThat(before.end()).isNull();
            assertThat(Orphans.end(folder, null, problems::add))
                    .containsExactly(folder.resolve(name));
            byte[] ended = Files.readAllBytes(folder.resolve(name));
            int whole = left.length;
            while (left[whole - 1] != '\n') {
                whole--;
            }
            assertThat(ended).startsWith(java.util.Arrays.copyOf(left, whole));
            Recording after = Recording.of(folder.resolve(name));
            assertThat(after.end()).isEqualTo(End.RECOVERED);
            assertThat(after.tally().samples()).isEqualTo(before.tally().samples());
            assertThat(after.tally().parts()).isEqualTo(before.tally().parts());
            assertThat(Orphans.end(folder, null, problems::add)).isEmpty(); // Nothing is left.
            assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(ended);
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void ofAnotherMachineOnlyOneThatHasBeenQuiet() throws Exception {
        leave("other.jsonl", "another-boot", 1);
        assertThat(Orphans.end(folder, null, problems::add)).isEmpty();
        Path other = folder.resolve("other.jsonl");
        Files.setLastModifiedTime(
                other, FileTime.from(Instant.now().minus(Duration.ofMinutes(30))));
        assertThat(Orphans.end(folder, null, problems::add)).containsExactly(other);
        assertThat(problems).isEmpty();
    }

    @Test
    void whatHoldsNothingIsDeletedOnceItIsQuiet() throws Exception {
        byte[] empty = {};
        Files.write(folder.resolve("empty.jsonl"), empty);
        leave("cut.jsonl", bootId(), 0.01);
        assertThat(Orphans.end(folder, null, problems::add)).isEmpty();
        assertThat(folder.resolve("empty.jsonl")).exists();
        assertThat(folder.resolve("cut.jsonl")).exists();
        for (String name : new String[] {"empty.jsonl", "cut.jsonl"}) {
            Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(0));
        }
        assertThat(Orphans.end(folder, null, problems::add)).isEmpty();
        assertThat(folder.resolve("empty.jsonl")).doesNotExist();
        assertThat(folder.resolve("cut.jsonl")).doesNotExist();
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsNoRecordIsLeftAloneAndSaid() throws Exception {
        Path other = Files.writeString(folder.resolve("other.jsonl"), "{\"a\":1}\n");
        Files.setLastModifiedTime(other, FileTime.fromMillis(0));
        Files.writeString(folder.resolve("notes.txt"), "not looked at");
        Files.createDirectory(folder.resolve("folder.jsonl"));
        assertThat(Orphans.end(folder, null, problems::add)).isEmpty();
        assertThat(other).hasContent("{\"a\":1}");
        assertThat(problems).hasSize(2);
        assertThat(problems).allSatisfy(each -> assertThat(each).contains("cannot be ended"));
        problems.clear();
        assertThat(Orphans.end(folder.resolve("none"), null, problems::add)).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void aLivingWriterIsNeverEnded() throws Exception {
        Path record = folder.resolve("living.jsonl");
        Process writer = RecordProcess.start("write", record.toString(), bootId());
        try {
            assertThat(lines(writer).readLine()).isEqualTo("ready");
            byte[] before = Files.readAllBytes(record);
            // However long it says nothing.
            Files.setLastModifiedTime(record, FileTime.fromMillis(0));
            assertThat(Orphans.end(folder, null, problems::add)).isEmpty();
            assertThat(Orphans.isBeingWritten(record)).isTrue();
            assertThat(Files.readAllBytes(record)).isEqualTo(before);
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(Orphans.isBeingWritten(record)).isFalse();
        assertThat(Orphans.end(folder, null, problems::add)).containsExactly(record);
        assertThat(Recording.of(record).end()).isEqualTo(End.RECOVERED);
        assertThat(problems).isEmpty();
    }

    @Test
    void aProcessDoesNotTouchTheRecordThatItWrites() throws Exception {
        Path record = folder.resolve("own.jsonl");
        try (RecordWriter writer = RecordWriter.create(record, problems::add)) {
            writer.began(Runs.steadyHeader(bootId()));
            Path same = folder.resolve("..").resolve(folder.getFileName()).resolve("own.jsonl");
            assertThat(Orphans.end(folder, same, problems::add)).isEmpty();
            Process other = RecordProcess.start("end", folder.toString());
            assertThat(end(other, lines(other))).isEqualTo("ended 0");
        }
    }

    @Test
    void ofSeveralThatEndTheSameRecordsEachIsEndedByOne() throws Exception {
        int records = 100;
        for (int i = 0; i < records; i++) {
            leave(i + ".jsonl", bootId(), 0.3 + 0.7 * i / records);
        }
        List<Process> processes = new ArrayList<>();
        List<BufferedReader> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(RecordProcess.start("end", folder.toString()));
            outputs.add(lines(processes.getLast()));
        }
        for (BufferedReader each : outputs) {
            assertThat(each.readLine()).isEqualTo("ready");
        }
        for (Process each : processes) {
            each.getOutputStream().write('\n');
            each.getOutputStream().close();
        }
        for (Process each : processes) {
            each.waitFor();
        }
        int ended = 0;
        for (int i = 0; i < processes.size(); i++) {
            String said = outputs.get(i).readLine();
            assertThat(said).startsWith("ended ");
            ended += Integer.parseInt(said.substring(6));
        }
        assertThat(ended).isEqualTo(records);
        for (int i = 0; i < records; i++) {
            Path record = folder.resolve(i + ".jsonl");
            assertThat(Recording.of(record).end()).isEqualTo(End.RECOVERED);
            assertThat(Files.readString(record).split("\"end\":", -1)).hasSize(2);
        }
    }

    private static String end(Process process, BufferedReader lines) throws IOException {
        assertThat(lines.readLine()).isEqualTo("ready");
        process.getOutputStream().write('\n');
        process.getOutputStream().close();
        return String.valueOf(lines.readLine());
    }

    private static BufferedReader lines(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /// Its Wattle was killed between the last line and putting it away.
    @Test
    void aRecordThatEndedIsFoundUnlessItsWriterLives() throws Exception {
        leave("ended.jsonl", bootId(), 1);
        leave("cut.jsonl", bootId(), 0.5);
        Orphans.end(folder, null, problems::add);
        leave("unended.jsonl", bootId(), 0.8);
        Path ended = folder.resolve("ended.jsonl");
        Path cut = folder.resolve("cut.jsonl");
        assertThat(Orphans.ended(folder, null)).containsExactlyInAnyOrder(ended, cut);
        assertThat(Orphans.ended(folder, cut)).containsExactly(ended);
        try (var file =
                        java.nio.channels.FileChannel.open(
                                ended, java.nio.file.StandardOpenOption.WRITE);
                var lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(Orphans.ended(folder, null)).containsExactly(cut);
        }
        assertThat(Orphans.ended(folder.resolve("nowhere"), null)).isEmpty();
        assertThat(problems).isEmpty();
    }
}
