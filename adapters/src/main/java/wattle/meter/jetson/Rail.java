package wattle.meter.jetson;

import org.jspecify.annotations.Nullable;
import wattle.meter.Domain;

/// What a rail of a Jetson module supplies.
///
/// The input rail is the whole module without the board that carries it (NVIDIA on Xavier NX:
/// "VDD_IN is the total power of module"), so it contains the others. AGX modules have no input
/// rail: there the rails are summed, with `SYS5V`, which supplies "all parts except DDR, CPU, GPU
/// and CV" (forums.developer.nvidia.com 75574). Nothing contains that rest and it contains nothing,
/// so it stands beside the package, like memory.
///
/// @param name of the part, for people
/// @param contents what it supplies, where its name leaves that open; otherwise empty
record Rail(String name, Domain domain, String contents) {

    /// What a rail's label means; null for one that is unknown, not connected (`NC`), or supplied
    /// by another that is metered: `VDDQ_VDD2_1V8AO` of AGX Orin lies behind `VIN_SYS_5V0`.
    static @Nullable Rail of(String label) {
        return switch (label) {
            // Nano, TX1 and TX2, Xavier NX, Orin NX and Nano; Thor.
            case "VDD_IN", "POM_5V_IN", "VIN" ->
                    new Rail("node", Domain.NODE, "the module, without the board that carries it");
            case "CPU", "VDD_CPU", "VDD_SYS_CPU", "POM_5V_CPU" ->
                    new Rail("cpu-package-0", Domain.PACKAGE, "");
            case "VDD_CPU_CV" ->
                    new Rail("cpu-package-0", Domain.PACKAGE, "processor and vision cores");
            case "VDD_CPU_SOC_MSS" ->
                    new Rail("cpu-package-0", Domain.PACKAGE, "processor, SoC and memory system");
            case "VDD_CPU_GPU_CV", "VDD_CPU_GPU" ->
                    new Rail("cpu-gpu-0", Domain.PACKAGE, "processor, GPU and vision cores");
            case "SOC", "VDD_SOC", "VDD_SYS_SOC" -> new Rail("soc-0", Domain.PACKAGE, "");
            case "CV" -> new Rail("cv-0", Domain.PACKAGE, "vision cores");
            case "GPU", "VDD_GPU", "VDD_SYS_GPU", "POM_5V_GPU" ->
                    new Rail("gpu-0", Domain.GPU_BOARD, "");
            case "VDD_GPU_SOC" -> new Rail("gpu-0", Domain.GPU_BOARD, "GPU and SoC");
            case "VDDRQ", "VDD_SYS_DDR" -> new Rail("dram-0", Domain.DRAM, "");
            case "SYS5V", "VIN_SYS_5V0" ->
                    new Rail("rest-0", Domain.DRAM, "the rest of the module");
            default -> null;
        };
    }
}
