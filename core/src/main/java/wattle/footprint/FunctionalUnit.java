package wattle.footprint;

/// The SCI's *R*: what one footprint is divided by, such as a training run, an epoch or 1,000
/// requests.
public record FunctionalUnit(String name) {

    public FunctionalUnit {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a functional unit needs a name");
        }
    }
}
