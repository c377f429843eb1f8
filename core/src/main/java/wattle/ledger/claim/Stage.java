package wattle.ledger.claim;

/// A part of a model's life.
public enum Stage {
    /// Search for an architecture or for settings, failed runs included.
    SEARCH("search"),
    /// Training from nothing.
    PRE_TRAINING("pre-training"),
    /// Training that goes on with the weights of another model.
    CONTINUED_PRE_TRAINING("continued-pre-training"),
    /// Training for a task, alignment included.
    FINE_TUNING("fine-tuning"),
    /// Training of a smaller model by a larger one.
    DISTILLATION("distillation"),
    /// Use.
    INFERENCE("inference"),
    /// What stood ready and idle meanwhile.
    OVERHEAD("overhead"),
    /// Several parts of a life in one figure, the making of the equipment included.
    LIFECYCLE("lifecycle");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
