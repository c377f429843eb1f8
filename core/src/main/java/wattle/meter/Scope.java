package wattle.meter;

/// What of a machine's energy is charged to a job.
public enum Scope {
    /// All of it, whoever drew it.
    MACHINE("machine"),
    /// That of the devices the job was given, whether it used them or not, as the SCI asks: visible
    /// accelerators whole, processors and memory by their allocated share.
    DEVICES("devices"),
    /// That of its process tree: active energy by its share of the work, idle energy by its share
    /// of the capacity.
    PROCESS("process");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /// The word in options, files and reports.
    public String label() {
        return label;
    }
}
