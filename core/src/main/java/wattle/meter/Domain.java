package wattle.meter;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// The part of a machine that a meter sees. Some contain others; a reading of the whole is never
/// added to one of its parts.
///
/// RAPL: core and uncore lie within the package, DRAM beside it, the platform (psys) around both.
/// Node meters (DCMI, ACPI, Slurm) see the whole machine at its supply.
public enum Domain {
    CORE,
    UNCORE,
    PACKAGE,
    DRAM,
    PLATFORM,
    GPU_BOARD,
    NODE;

    /// Whether this domain's energy includes that of `other`; no domain contains itself.
    public boolean contains(Domain other) {
        return contained().contains(other);
    }

    private Set<Domain> contained() {
        return switch (this) {
            case CORE, UNCORE, DRAM, GPU_BOARD -> Set.of();
            case PACKAGE -> EnumSet.of(CORE, UNCORE);
            case PLATFORM -> EnumSet.of(CORE, UNCORE, PACKAGE, DRAM);
            case NODE -> EnumSet.of(CORE, UNCORE, PACKAGE, DRAM, PLATFORM, GPU_BOARD);
        };
    }

    /// The domains of `seen` that no other of them contains: those whose energies may be summed.
    public static Set<Domain> summable(Collection<Domain> seen) {
        Set<Domain> outer = EnumSet.noneOf(Domain.class);
        for (Domain each : seen) {
            if (seen.stream().noneMatch(other -> other.contains(each))) {
                outer.add(each);
            }
        }
        return outer;
    }
}
