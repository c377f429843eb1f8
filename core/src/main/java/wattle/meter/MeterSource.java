package wattle.meter;

/// One way to meter a machine, such as NVML or RAPL. Thread-safe.
public interface MeterSource {

    /// A short name for `--meters`, such as `nvml`.
    String name();

    /// Whether it is worth asking at all: a look at a file or two, below a millisecond. A `false`
    /// is certain; after a `true`, [#find] may still find nothing.
    boolean likely();

    /// Whether [#find] looks at a few files and nothing else, so that it takes a few milliseconds
    /// and wakes no driver up.
    default boolean quick() {
        return false;
    }

    /// Finds what there is to read. Never throws for anything the machine does: what is absent,
    /// refused or broken is said in [Found#problems]. May take seconds while a driver wakes up.
    Found find();
}
