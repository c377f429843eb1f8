package wattle.testing.slurm;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// A Slurm cluster on this machine, one for all tests of a process: real munged, mariadbd,
/// slurmdbd, slurmctld and slurmd in a folder of their own, on free ports. One node with [#CPUS]
/// processors and [#GPUS] GPUs, which are plain files; one partition, `batch`. It is started by the
/// first test that needs it and ends with the process. Any thread may ask it; for one thread at a
/// time to stop, start and configure it, which a test does that has [#LOCK] for itself.
///
/// Where it cannot be, the test is skipped and says what is missing.
public final class SlurmCluster {

    /// For `@ResourceLock` on tests that need it: they share one. Those that have no more than jobs
    /// of their own there may share the lock too (`READ`).
    public static final String LOCK = "slurm";

    public static final int CPUS = 4;
    public static final int GPUS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<String, String> PACKAGES =
            Map.of(
                    "munged", "munge",
                    "slurmctld", "slurmctld",
                    "slurmd", "slurmd",
                    "sbatch", "slurm-client",
                    "slurmdbd", "slurmdbd",
                    "mariadbd", "mariadb-server",
                    "setsid", "util-linux");

    private static @Nullable SlurmCluster only;
    private static @Nullable String missing;

    private final Path folder;
    private final Daemons daemons;
    private final int controllerPort = fourFreePorts();
    private final int nodePort = controllerPort + 1;
    private final int accountingPort = controllerPort + 2;
    private final int databasePort = controllerPort + 3;

    private SlurmCluster() throws IOException {
        folder = Files.createTempDirectory("wattle-slurm");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        daemons = new Daemons(folder, environment());
    }

    /// The cluster, with all jobs of earlier tests gone from its processors.
    public static synchronized SlurmCluster needed() {
        Assumptions.assumeTrue(missing == null, () -> String.valueOf(missing));
        if (only == null) {
            missing = whatIsMissing();
            Assumptions.assumeTrue(missing == null, () -> String.valueOf(missing));
            only = started();
        }
        return only;
    }

    private static @Nullable String whatIsMissing() {
        List<String> packages = new ArrayList<>();
        PACKAGES.forEach((program, name) -> {
            if (Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                    .noneMatch(each -> new File(each, program).canExecute())) {
                packages.add(name);
            }
        });
        if (!packages.isEmpty()) {
            return "nothing is tried on a real Slurm: install Debian's "
                    + String.join(" ", packages.stream().sorted().toList());
        }
        return System.getProperty("user.name").equals("root")
                ? null
                : "nothing is tried on a real Slurm, whose daemons these tests start as root";
    }

    private static SlurmCluster started() {
        try {
            var cluster = new SlurmCluster();
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop));
            cluster.start();
            return cluster;
        } catch (IOException e) {
            throw new IllegalStateException("the test's Slurm did not start", e);
        }
    }

    /// What a program of Slurm has to find in its environment to talk to this cluster.
    public Map<String, String> environment() {
        return Map.of("SLURM_CONF", folder.resolve("slurm.conf").toString());
    }

    /// A folder for what tests write, gone with the cluster.
    public Path folder() {
        return folder;
    }

    private void start() throws IOException {
        write();
        daemons.start(
                "munged",
                List.of(
                        "munged",
                        "--foreground",
                        "--force",
                        "--key-file=" + file("munge.key"),
                        "--socket=" + file("munge.socket"),
                        "--pid-file=" + file("munged.pid"),
                        "--log-file=" + file("munged.log"),
                        "--seed-file=" + file("munged.seed")));
        run(
                "mariadb-install-db",
                "--no-defaults",
                "--user=root",
                "--datadir=" + file("database"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve",
                "--innodb-log-file-size=4M");
        daemons.start(
                "mariadbd",
                List.of(
                        "mariadbd",
                        "--no-defaults",
                        "--user=root",
                        "--datadir=" + file("database"),
                        "--skip-grant-tables",
                        "--bind-address=127.0.0.1",
                        "--port=" + databasePort,
                        "--socket=" + file("database.socket"),
                        "--innodb-log-file-size=4M",
                        "--innodb-buffer-pool-size=64M",
                        "--innodb-flush-log-at-trx-commit=0"));
        await("MariaDB", () -> answers(databasePort) && Files.exists(file("munge.socket")));
        daemons.start("slurmdbd", List.of("slurmdbd", "-D"));
        await("slurmdbd", () -> answers(accountingPort));
        run("sacctmgr", "-i", "add", "cluster", "wattletest");
        startController();
        startNode();
    }

    public void startController() throws IOException {
        daemons.start("slurmctld", List.of("slurmctld", "-D"));
        await("slurmctld", () -> call("scontrol", "ping").exit() == 0);
    }

    public void stopController() throws IOException {
        daemons.stop("slurmctld", 20);
    }

    public void startNode() throws IOException {
        daemons.start("slurmd", List.of("slurmd", "-D"));
        await(
                "the node",
                () ->
                        List.of("idle", "mix", "mixed", "alloc", "allocated")
                                .contains(call("sinfo", "-h", "-o", "%T").output().strip()));
    }

    /// The node's daemon dies; jobs go on, and the controller finds out.
    public void killNode() throws IOException {
        daemons.kill("slurmd");
    }

    /// After it was taken down by `scontrol update`. Refused for as long as it cleans up.
    public void bringBackNode() throws IOException {
        String node = host();
        await(
                "the node",
                () -> {
                    call("scontrol", "update", "NodeName=" + node, "State=RESUME");
                    return call("sinfo", "-h", "-o", "%T").output().strip().equals("idle");
                });
    }

    /// A controller that has forgotten all jobs, as it does by itself `MinJobAge` after their end.
    public void forgetJobs() throws IOException {
        cancelAll();
        stopController();
        int first =
                Integer.parseInt(file("first").toFile().exists() ? read("first") : "1") + 10_000;
        Files.writeString(file("first"), Integer.toString(first));
        configure("FirstJobId=" + first);
        daemons.start("slurmctld", List.of("slurmctld", "-D", "-c"));
        await("slurmctld", () -> call("scontrol", "ping").exit() == 0);
        await("the node", () -> call("sinfo", "-h", "-o", "%T").output().strip().equals("idle"));
    }

    /// Changes a line of slurm.conf, which holds from the next start of the daemons or `scontrol
    /// reconfigure`. An empty value takes it out.
    public void configure(String line) throws IOException {
        String name = line.substring(0, line.indexOf('=') + 1);
        List<String> lines = new ArrayList<>(Files.readAllLines(file("slurm.conf")));
        lines.removeIf(each -> each.startsWith(name));
        if (!line.equals(name)) {
            lines.addFirst(line);
        }
        Files.write(file("slurm.conf"), lines);
    }

    /// Ends all jobs, and waits until their processors are free.
    public void cancelAll() throws IOException {
        call("scancel", "--user=root");
        await(
                "the end of all jobs",
                () -> {
                    Said queue = call("squeue", "-h", "-a", "-o", "%i");
                    return queue.exit() == 0 && queue.output().isBlank();
                });
    }

    /// Ends the jobs of a name, and waits until they are gone.
    public void cancel(String name) throws IOException {
        call("scancel", "--name=" + name);
        await(
                "the end of " + name,
                () -> {
                    Said queue = call("squeue", "-h", "-a", "--name=" + name, "-o", "%i");
                    return queue.exit() == 0 && queue.output().isBlank();
                });
    }

    /// What a program of Slurm prints.
    ///
    /// @throws IllegalStateException if it fails
    public String run(String... words) throws IOException {
        Said said = call(words);
        if (said.exit() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + said.output());
        }
        return said.output().strip();
    }

    private record Said(int exit, String output) {}

    private Said call(String... words) throws IOException {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.directory(folder.toFile());
        builder.environment().putAll(environment());
        builder.redirectInput(new File("/dev/null"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(words[0] + " did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return new Said(process.exitValue(), output);
    }

    /// Something that becomes true.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    /// Waits for it, up to a minute.
    public void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        what + " was waited for without success\n" + logs());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private String logs() throws IOException {
        var all = new StringBuilder();
        for (String each : List.of("slurmdbd.out", "slurmctld.out", "slurmd.out")) {
            if (Files.exists(file(each))) {
                List<String> lines = Files.readAllLines(file(each));
                all.append(each).append('\n');
                lines.subList(Math.max(0, lines.size() - 15), lines.size())
                        .forEach(line -> all.append(line).append('\n'));
            }
        }
        return all.toString();
    }

    private void stop() {
        try {
            if (daemons.isRunning("slurmctld")) {
                call("scontrol", "update", "PartitionName=batch", "State=DOWN");
                call("scancel", "--user=root");
                for (int i = 0; i < 50 && !call("squeue", "-h").output().isBlank(); i++) {
                    Thread.sleep(100);
                }
            }
            daemons.stop("slurmd", 5);
            daemons.stop("slurmctld", 10);
            daemons.stop("slurmdbd", 5);
            daemons.stop("mariadbd", 10);
            daemons.stop("munged", 2);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("the test's Slurm in " + folder + " did not stop: " + e);
        }
        daemons.release();
    }

    private void write() throws IOException {
        String host = host();
        for (String each : List.of("state", "spool", "database")) {
            Files.createDirectories(file(each));
        }
        for (int i = 0; i < GPUS; i++) {
            Files.createFile(file("gpu" + i));
        }
        byte[] key = new byte[1024];
        new SecureRandom().nextBytes(key);
        Files.write(file("munge.key"), key);
        own("munge.key");
        Files.writeString(
                file("gres.conf"),
                "AutoDetect=off\nName=gpu Type=a100 File="
                        + file("gpu[0-" + (GPUS - 1) + "]")
                        + "\n");
        Files.writeString(
                file("slurmdbd.conf"),
                """
                AuthType=auth/munge
                AuthInfo=socket=%s
                DbdHost=%s
                DbdAddr=127.0.0.1
                DbdPort=%d
                SlurmUser=root
                StorageType=accounting_storage/mysql
                StorageHost=127.0.0.1
                StoragePort=%d
                StorageUser=root
                StorageLoc=slurm_acct
                PidFile=%s
                """
                        .formatted(
                                file("munge.socket"),
                                host,
                                accountingPort,
                                databasePort,
                                file("slurmdbd.pid")));
        own("slurmdbd.conf");
        Files.writeString(
                file("slurm.conf"),
                """
                ClusterName=wattletest
                SlurmctldHost=%1$s(127.0.0.1)
                SlurmUser=root
                SlurmdUser=root
                AuthType=auth/munge
                AuthInfo=socket=%2$s/munge.socket,cred_expire=5
                ProctrackType=proctrack/linuxproc
                TaskPlugin=task/none
                JobAcctGatherType=jobacct_gather/linux
                JobAcctGatherFrequency=1
                JobCompType=jobcomp/none
                AccountingStorageType=accounting_storage/slurmdbd
                AccountingStorageHost=127.0.0.1
                AccountingStoragePort=%3$d
                AccountingStoragePass=%2$s/munge.socket
                AccountingStorageTRES=gres/gpu,gres/gpu:a100
                AccountingStoreFlags=job_comment
                GresTypes=gpu
                SelectType=select/cons_tres
                SelectTypeParameters=CR_Core
                SchedulerParameters=bf_interval=2,sched_interval=2,batch_sched_delay=0
                MpiDefault=none
                ReturnToService=2
                MessageTimeout=5
                KillWait=2
                StateSaveLocation=%2$s/state
                SlurmdSpoolDir=%2$s/spool
                SlurmctldPidFile=%2$s/slurmctld.pid
                SlurmdPidFile=%2$s/slurmd.pid
                SlurmctldPort=%4$d
                SlurmdPort=%5$d
                SlurmdParameters=config_overrides
                NodeName=%1$s NodeAddr=127.0.0.1 CPUs=%6$d RealMemory=4000 Gres=gpu:a100:%7$d State=UNKNOWN
                PartitionName=batch Nodes=%1$s Default=YES MaxTime=INFINITE State=UP
                """
                        .formatted(
                                host,
                                folder,
                                accountingPort,
                                controllerPort,
                                nodePort,
                                CPUS,
                                GPUS));
    }

    /// Without what comes after the first dot, as Slurm wants it.
    private static String host() throws IOException {
        String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private void own(String name) throws IOException {
        Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rw-------"));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String read(String name) throws IOException {
        return Files.readString(file(name)).strip();
    }

    /// The first of four. They lie below the range from which systems give ports to those who ask
    /// for any, so that what is free now is nobody's until it is asked for.
    private static int fourFreePorts() {
        return new Random()
                .ints(20_000, 30_000)
                .limit(100)
                .filter(first -> IntStream.range(first, first + 4).allMatch(SlurmCluster::isFree))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports from 20000 to 30000"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static boolean answers(int port) {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
