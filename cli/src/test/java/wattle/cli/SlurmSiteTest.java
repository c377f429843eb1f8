package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import wattle.testing.slurm.SlurmCluster;

/// What administrators install, on a real cluster.
@ResourceLock(SlurmCluster.LOCK)
@Execution(ExecutionMode.CONCURRENT)
class SlurmSiteTest {

    private static final Path DEPLOY = Path.of("..", "deploy", "slurm").toAbsolutePath();

    private final SlurmCluster cluster = SlurmCluster.needed();

    private Path copied(String name) throws IOException {
        return Files.copy(
                DEPLOY.resolve(name),
                cluster.folder().resolve(name),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    /// The real launcher with this build's classes: a Prolog has a bare environment.
    private Path launcher() throws IOException {
        var script = new StringBuilder("#!/bin/sh\n");
        WrappedShell.builder("true")
                .environment()
                .forEach((name, value) -> {
                    if (name.startsWith("_WATTLE") || name.startsWith("WATTLE")) {
                        script.append("export ")
                                .append(name)
                                .append("='")
                                .append(value)
                                .append("'\n");
                    }
                });
        script.append("exec '").append(WrappedShell.LAUNCHER).append("' \"$@\"\n");
        Path file = cluster.folder().resolve("wattle");
        Files.writeString(file, script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void eachJobHasARecordOfItsNode() throws IOException {
        Path records = cluster.folder().resolve("records");
        Path prolog = copied("wattle-prolog");
        Path epilog = copied("wattle-epilog");
        Files.writeString(
                cluster.folder().resolve("wattle.env"),
                "WATTLE=" + launcher() + "\nRECORDS=" + records + "\nINTERVAL=0.2\n");
        cluster.cancelAll();
        cluster.configure("Prolog=" + prolog);
        cluster.configure("Epilog=" + epilog);
        cluster.run("scontrol", "reconfigure");
        try {
            // A recorder that has just begun to start has no record yet.
            String work =
                    "until grep -q . "
                            + records
                            + "/job-$SLURM_JOB_ID-*.wattle; do sleep 0.1; done";
            String job =
                    cluster.run(
                            "sbatch",
                            "--parsable",
                            "-n1",
                            "--output=/dev/null",
                            "--wrap=" + work + "; sleep 2");
            cluster.await("the job's end", () -> cluster.run("squeue", "-h").isBlank());
            try (var files = Files.list(records)) {
                Path record =
                        files.filter(each -> each.toString().endsWith(".wattle"))
                                .findFirst()
                                .orElseThrow();
                assertThat(record.getFileName().toString()).startsWith("job-" + job + "-");
                Called report =
                        Called.wattle("report", record.toString(), "--zone", "FR", "--json");
                assertThat(report.exit()).as(report.err()).isZero();
                var run = report.json().path("runs").path(0);
                assertThat(run.path("labels").path("job").asString()).isEqualTo(job);
                assertThat(run.path("state").asString()).isEqualTo("finished");
                assertThat(run.path("samples").asInt()).isPositive();
            }
            assertThat(cluster.run("sinfo", "-h", "-o", "%T")).isEqualTo("idle");
        } finally {
            cluster.configure("Prolog=");
            cluster.configure("Epilog=");
            cluster.run("scontrol", "reconfigure");
        }
    }

    @Test
    void aJobThatSaysItsSlackBeginsLater() throws IOException {
        Instant begin = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
        Path line = cluster.folder().resolve("wattle-begin");
        Files.writeString(line, begin + "\n");
        Files.writeString(
                cluster.folder().resolve("job_submit.lua"),
                Files.readString(DEPLOY.resolve("job_submit.lua"))
                        .replace("/etc/slurm/wattle-begin", line.toString()));
        cluster.cancelAll();
        cluster.stopController();
        cluster.configure("JobSubmitPlugins=lua");
        cluster.startController();
        try {
            String free = submitted("--comment=wattle-slack:6h");
            assertThat(eligible(free)).isEqualTo(Long.toString(begin.getEpochSecond()));
            String tight = submitted("--comment=wattle-slack:1h");
            String silent = submitted("--comment=something");
            for (String each : new String[] {tight, silent}) {
                assertThat(Long.parseLong(eligible(each)))
                        .isLessThan(begin.getEpochSecond() - 3600);
            }
            Files.delete(line);
            assertThat(Long.parseLong(eligible(submitted("--comment=wattle-slack:6h"))))
                    .isLessThan(begin.getEpochSecond() - 3600);
        } finally {
            cluster.cancelAll();
            cluster.stopController();
            cluster.configure("JobSubmitPlugins=");
            cluster.startController();
        }
    }

    private String submitted(String comment) throws IOException {
        return cluster.run(
                        "sbatch",
                        "--parsable",
                        "-n1",
                        "--output=/dev/null",
                        comment,
                        "--wrap=sleep 60")
                .lines()
                .filter(each -> each.matches("[0-9]+"))
                .findFirst()
                .orElseThrow();
    }

    private String eligible(String job) throws IOException {
        return cluster.run(
                "env", "SLURM_TIME_FORMAT=%s", "squeue", "-h", "-j", job, "-O", "EligibleTime:40");
    }
}
