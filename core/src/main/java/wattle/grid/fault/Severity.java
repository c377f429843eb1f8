package wattle.grid.fault;

/// What a finding means for the use of a series.
public enum Severity {
    /// May not be planned on as it stands: it would be refused, or a plan would be drawn to the
    /// fault.
    ERROR("error"),
    /// May be used by someone who knows of it.
    WARNING("warning"),
    /// Worth knowing; nothing is wrong.
    NOTE("note");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /// The word in files, options and reports.
    public String label() {
        return label;
    }
}
