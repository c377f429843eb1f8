package wattle.ledger.claim;

/// How well a model does by one metric on the dataset of its claim.
///
/// @param metric such as `top1_accuracy_percent`, `bleu`, `f1_percent`; higher is better unless the
///   name ends in `_loss`, `_error_percent` or is `perplexity`
/// @param value finite
public record Score(String metric, double value) {

    public Score {
        if (metric.isBlank()) {
            throw new IllegalArgumentException("a score needs the name of its metric");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a score must be finite: " + value);
        }
    }

    /// Whether a model with more of it is the better one.
    public boolean higherIsBetter() {
        return !metric.endsWith("_loss")
                && !metric.endsWith("_error_percent")
                && !metric.equals("perplexity");
    }
}
