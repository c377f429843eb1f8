package wattle.meter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Sample;
import wattle.testing.Property;

/// A disk that fills up, and has room again, costs the samples that did not fit and no other line.
class FullDiskTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void costsTheSamplesThatDidNotFitAndSaysSo() throws Exception {
        Property.forAll(
                200,
                random -> {
                    Path file = Files.createTempFile(folder, "full", Orphans.SUFFIX);
                    List<String> problems = new ArrayList<>();
                    List<Consumer<RecordListener>> steps = Runs.random(random, 60);
                    var told = new Heard();
                    long lost = 0;
                    try (var disk = new FullDisk(FileChannel.open(file, StandardOpenOption.WRITE));
                            var writer = new RecordWriter(disk, null, 0, problems::add)) {
                        disk.room = random.nextInt(10_000);
                        for (int i = 0; i < steps.size(); i++) {
                            if (random.nextInt(15) == 0) {
                                disk.room += random.nextInt(3000);
                            }
                            if (i == steps.size() - 1) {
                                disk.room = 1 << 20;
                            }
                            long before = writer.lost();
                            steps.get(i).accept(writer);
                            if (writer.lost() == before) {
                                steps.get(i).accept(told);
                            }
                        }
                        lost = writer.lost();
                        assertThat(writer.isWhole()).isTrue();
                    }
                    var heard = new Heard();
                    RecordReader.Extent extent = RecordReader.read(file, heard);
                    assertThat(extent.bytes()).isEqualTo(Files.size(file));
                    // Lines that others build on come late rather than never, in their order.
                    assertThat(samples(heard)).isEqualTo(samples(told));
                    assertThat(others(heard)).isEqualTo(others(told));
                    if (lost > 0) {
                        assertThat(problems.getFirst())
                                .startsWith("the record cannot be written: No space left");
                        assertThat(problems.getLast())
                                .isEqualTo(
                                        "the record is written again; samples that are missing: "
                                                + lost);
                    }
                });
    }

    private static List<Object> samples(Heard heard) {
        return heard.all.stream().filter(Sample.class::isInstance).toList();
    }

    private static List<Object> others(Heard heard) {
        return heard.all.stream().filter(each -> !(each instanceof Sample)).toList();
    }

    @Test
    void aDeviceThatIsAlwaysFullIsSaidOnce() throws IOException {
        Path full = Path.of("/dev/full");
        if (!Files.exists(full)) {
            return;
        }
        List<String> problems = new ArrayList<>();
        try (var writer =
                new RecordWriter(
                        FileChannel.open(full, StandardOpenOption.WRITE), null, 0, problems::add)) {
            Runs.steady(20).forEach(step -> step.accept(writer));
            assertThat(writer.lost()).isEqualTo(20);
            assertThat(writer.isWhole()).isFalse();
        }
        assertThat(problems.getFirst()).contains("No space left").contains("the run goes on");
        assertThat(problems).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> RecordWriter.create(file.resolve("a/b.jsonl"), problem -> {}))
                .isInstanceOf(IOException.class);
    }
}
