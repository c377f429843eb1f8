package wattle.cli;

import org.jspecify.annotations.Nullable;
import wattle.footprint.Origin;
import wattle.hardware.catalog.Accelerators;
import wattle.meter.CpuModel;
import wattle.meter.procfs.CpuInfo;
import wattle.meter.slurm.PastJob;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.catalog.UnknownNameException;

/// What a past job took: what the cluster measured, or a model of it.
///
/// The model: each allocated processor draws its idle power while the job has it, and the rest of
/// its full power for each second of processor time; each GPU its rated power, an upper limit.
/// Memory is in the power of processors.
final class SlurmJobModel {

    /// @param energy null where it is not known
    /// @param origin null where it is not known
    /// @param how it is known, or why not
    record Taken(@Nullable Energy energy, @Nullable Origin origin, String how) {}

    private static final int ONE = 1;

    private final CpuModel cpu;
    private final @Nullable String gpu;

    /// @param cpu the processors' name; null where nobody said
    /// @param gpu the GPUs' name, where the cluster does not say it
    SlurmJobModel(@Nullable String cpu, @Nullable String gpu) {
        this.cpu =
                CpuPower.of(new CpuInfo(cpu == null ? "" : cpu, "", -1, -1, -1, 0, false), ONE)
                        .model();
        this.gpu = gpu;
    }

    /// How processors are modelled, as a sentence.
    String source() {
        return cpu.source();
    }

    Taken of(PastJob job) {
        if (job.energy() != null) {
            return new Taken(job.energy(), Origin.MEASURED, "whole nodes, by Slurm");
        }
        double idle = cpu.idle().value().watts();
        double full = cpu.full().value().watts();
        double reserved = job.cpus() * (job.ran().toMillis() / 1000.0);
        double busy = job.cpuTime() == null ? reserved : job.cpuTime().toMillis() / 1000.0;
        double joules = idle * reserved + (full - idle) * Math.min(busy, reserved);
        String how = job.cpuTime() == null ? "CPUs taken as busy" : "CPU time";
        Integer gpus = job.gpus();
        if (gpus != null && gpus > 0) {
            String name = job.gpuModel() == null ? gpu : job.gpuModel();
            Power rated = rated(name);
            if (rated == null) {
                return new Taken(
                        null,
                        null,
                        name == null
                                ? "what its GPUs are is not known: name them with --gpu"
                                : "the catalog does not know the GPU " + name);
            }
            joules += gpus * rated.watts() * (job.ran().toMillis() / 1000.0);
            how += ", GPUs at rated power";
        }
        return new Taken(new Energy(joules), Origin.ESTIMATED, how);
    }

    private static @Nullable Power rated(@Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return Accelerators.find(name).ratedPower();
        } catch (UnknownNameException notInTheCatalog) {
            return null;
        }
    }
}
