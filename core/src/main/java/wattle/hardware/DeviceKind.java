package wattle.hardware;

/// What part of a machine a device is.
public enum DeviceKind {
    ACCELERATOR("accelerator"),
    CPU("cpu"),
    MEMORY("memory");

    private final String label;

    DeviceKind(String label) {
        this.label = label;
    }

    /// The word in files and reports.
    public String label() {
        return label;
    }
}
