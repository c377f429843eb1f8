package wattle.meter.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On small trees of `/proc/PID/stat`: process 1 is init, 100 is Wattle, all figures in ticks of 10
/// ms.
class ProcessTreeTest {
    @TempDir private Path proc;

    @Test
    void addsWhatRunsAndWhatWasReaped() throws IOException {
        wattle(7);
        var tree = tree();
        process(200, 100, 5, 30, 4);
        process(201, 200, 6, 11, 0);
        process(300, 1, 7, 5000, 0); // Someone else's.
        assertThat(tree.cpuTime()).isEqualTo(ticks(45));
    }

    @Test
    void countsAChildOnceWhenWattleHasReapedIt() throws IOException {
        wattle(7);
        var tree = tree();
        process(200, 100, 5, 30, 0);
        tree.cpuTime();
        gone(200);
        wattle(7 + 32);
        assertThat(tree.cpuTime()).isEqualTo(ticks(32));
    }

    @Test
    void countsAGrandchildOnceWhenItsParentHasReapedIt() throws IOException {
        wattle(0);
        var tree = tree();
        process(200, 100, 5, 1, 0);
        process(201, 200, 6, 50, 0);
        assertThat(tree.cpuTime()).isEqualTo(ticks(51));
        gone(201);
        process(200, 100, 5, 1, 52);
        assertThat(tree.cpuTime()).isEqualTo(ticks(53));
    }

    @Test
    void keepsTheTimeOfAnOrphanThatInitReaped() throws IOException {
        wattle(0);
        var tree = tree();
        process(200, 100, 5, 1, 0);
        process(201, 200, 6, 50, 0);
        tree.cpuTime();
        gone(200);
        wattle(1);
        process(201, 1, 6, 60, 0);
        assertThat(tree.cpuTime()).isEqualTo(ticks(61));
        gone(201);
        assertThat(tree.cpuTime()).isEqualTo(ticks(61));
    }

    @Test
    void keepsTheTimeOfChildrenThatNobodyWaitedFor() throws IOException {
        wattle(0);
        var tree = tree();
        process(200, 100, 5, 1, 0);
        process(201, 200, 6, 50, 0);
        tree.cpuTime();
        gone(201); // Its parent ignores SIGCHLD.
        assertThat(tree.cpuTime()).isEqualTo(ticks(51));
    }

    @Test
    void aNewProcessWithAnOldNumberIsAnother() throws IOException {
        wattle(0);
        var tree = tree();
        process(200, 100, 5, 30, 0);
        tree.cpuTime();
        wattle(30);
        process(200, 1, 900, 4000, 0);
        assertThat(tree.cpuTime()).isEqualTo(ticks(30));
    }

    @Test
    void leavesOutHelpersAndTheirChildren() throws IOException {
        wattle(0);
        var tree = tree();
        tree.exclude(200);
        process(200, 100, 5, 30, 0);
        process(201, 200, 5, 30, 0);
        assertThat(tree.cpuTime()).isEqualTo(Duration.ZERO);
    }

    @Test
    void readsNamesWithBracketsAndSpaces() {
        var stat =
                ProcessStat.parse(
                        9, "9 (a) S 1 (b) S 4 9 9 0 -1 0 0 0 0 0 11 2 3 4 20 0 1 0 77 0 5");
        assertThat(stat).isEqualTo(new ProcessStat(9, 4, 77, 13, 7, 5));
    }

    private ProcessTree tree() {
        return new ProcessTree(proc.toFile(), 100);
    }

    private static Duration ticks(long ticks) {
        return Duration.ofMillis(ticks * 10);
    }

    private void wattle(long reaped) throws IOException {
        process(100, 1, 1, 999, reaped);
    }

    private void process(int pid, int parent, long started, long own, long reaped)
            throws IOException {
        var folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.writeString(
                folder.resolve("stat"),
                "%d (some program) S %d 1 1 0 -1 0 0 0 0 0 %d 0 %d 0 20 0 1 0 %d 0 0\n"
                        .formatted(pid, parent, own, reaped, started));
    }

    private void gone(int pid) throws IOException {
        Files.delete(proc.resolve(pid + "/stat"));
    }
}
