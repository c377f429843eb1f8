package wattle.meter.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.testing.Property;

/// A look that reads what is new gives what a look at everything gives, and both give the truth
/// where there is a way to know it.
class ProcessForestTest {

    @TempDir private Path folder = Path.of("");

    private File proc() throws java.io.IOException {
        return Files.createTempDirectory(folder, "proc").toFile();
    }

    @Test
    void everyTickIsCountedWhereItCanBeKnown() throws Exception {
        Property.forAll(
                20,
                random -> {
                    File proc = proc();
                    var forest = new Forest(proc.toPath(), random, true);
                    forest.show();
                    var tree = new ProcessTree(proc, Forest.ROOT);
                    int looks = 5 + random.nextInt(25);
                    for (int look = 0; look < looks; look++) {
                        for (int i = random.nextInt(30); i > 0; i--) {
                            forest.step();
                        }
                        forest.show();
                        assertThat(tree.cpuTime()).isEqualTo(Duration.ofMillis(10 * forest.truth));
                        for (long pid : forest.job()) {
                            assertThat(tree.has(pid)).isTrue();
                        }
                        assertThat(tree.pids()).hasSize(forest.job().size());
                        assertThat(tree.residentBytes())
                                .isEqualTo(3 * PageSize.BYTES * forest.job().size());
                    }
                });
    }

    @Test
    void aLookAtWhatIsNewGivesWhatALookAtEverythingGives() throws Exception {
        Property.forAll(
                20,
                random -> {
                    File proc = proc();
                    var forest = new Forest(proc.toPath(), random, false);
                    forest.show();
                    var tree = new ProcessTree(proc, Forest.ROOT);
                    var everything = new ProcessTree(proc, Forest.ROOT);
                    Duration before = Duration.ZERO;
                    int looks = 5 + random.nextInt(25);
                    for (int look = 0; look < looks; look++) {
                        for (int i = random.nextInt(40); i > 0; i--) {
                            forest.step();
                        }
                        forest.show();
                        Duration now = tree.cpuTime();
                        assertThat(now).isEqualTo(everything.settle());
                        assertThat(tree.pids()).isEqualTo(everything.pids());
                        // It never falls, and never says too much.
                        assertThat(now).isBetween(before, Duration.ofMillis(10 * forest.truth));
                        before = now;
                    }
                });
    }

    @Test
    void aHelperThatWasTakenForOneOfTheJobsIsForgotten() throws Exception {
        File proc = proc();
        write(proc, 100, 1, 0, 0);
        var tree = new ProcessTree(proc, 100);
        write(proc, 150, 100, 7, 0);
        write(proc, 200, 100, 30, 0);
        assertThat(tree.cpuTime()).isEqualTo(Duration.ofMillis(370));
        tree.exclude(150);
        assertThat(tree.has(200)).isTrue();
        write(proc, 150, 100, 9, 0);
        write(proc, 200, 100, 50, 0);
        assertThat(tree.cpuTime()).isEqualTo(Duration.ofMillis(500));
        assertThat(tree.pids()).containsExactly(200);
    }

    @Test
    void aProcessWhoseParentTheListingMissedIsLookedAtAgain() throws Exception {
        File proc = proc();
        write(proc, 1, 0, 0, 0);
        write(proc, 100, 1, 0, 0);
        var tree = new ProcessTree(proc, 100);
        tree.cpuTime();
        write(proc, 300, 299, 5, 0); // 299 was born after the listing.
        assertThat(tree.cpuTime()).isEqualTo(Duration.ZERO);
        write(proc, 299, 100, 5, 0);
        assertThat(tree.cpuTime()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aProcessThatHasJustEndedMayStillBeAskedAbout() throws Exception {
        File proc = proc();
        write(proc, 100, 1, 0, 0);
        var tree = new ProcessTree(proc, 100);
        write(proc, 200, 100, 5, 0);
        tree.cpuTime();
        Files.delete(proc.toPath().resolve("200/stat"));
        tree.cpuTime();
        assertThat(tree.has(200)).isTrue();
        tree.cpuTime();
        assertThat(tree.has(200)).isFalse();
    }

    private static void write(File proc, int pid, int parent, long own, long reaped)
            throws java.io.IOException {
        Path process = Files.createDirectories(proc.toPath().resolve(Integer.toString(pid)));
        Files.writeString(
                process.resolve("stat"),
                "%d (x) S %d 1 1 0 -1 0 0 0 0 0 %d 0 %d 0 20 0 1 0 %d 0 0\n"
                        .formatted(pid, parent, own, reaped, pid));
    }
}
