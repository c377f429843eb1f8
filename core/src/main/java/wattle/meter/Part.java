package wattle.meter;

/// A part of a machine that a meter sees, and how.
///
/// @param name for people, unique on its machine: `gpu-0`, `cpu-package-0`, `dram-0`, `node`
/// @param id the same for every process of the machine and after a restart, such as a GPU's UUID or
///   `rapl:package-0`: two meters with one id read one sensor, whose energy is counted once
/// @param domain what contains it and what it contains
/// @param model the device's name; empty where it is not known
/// @param source by which sensor, for the result: `nvml counter`, `rapl powercap`
/// @param modelled whether the value is computed from other numbers rather than sensed
/// @param accuracy how far the energy may be off
public record Part(
        String name,
        String id,
        Domain domain,
        String model,
        String source,
        boolean modelled,
        Accuracy accuracy) {

    /// A part whose sensor is taken as it is.
    public static Part sensed(String name, String id, Domain domain, String model, String source) {
        return new Part(name, id, domain, model, source, false, Accuracy.NOT_STATED);
    }

    public Part within(Accuracy stated) {
        return new Part(name, id, domain, model, source, modelled, stated);
    }
}
