package wattle.report.hub;

/// A hub that did not take a run: why, in a sentence without secrets.
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean mayPass;

    RefusedException(String sentence, boolean mayPass) {
        super(sentence);
        this.mayPass = mayPass;
    }

    /// Whether it may be taken later.
    public boolean mayPass() {
        return mayPass;
    }
}
