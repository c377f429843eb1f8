package wattle.ledger.claim;

import java.util.List;

/// What one publisher says of the energy or carbon of a model, or of a part of its life.
///
/// ```java
/// claim.reported().carbon() // 552.1 t, as printed
/// claim.inputs().pue() // 1.1
/// ```
///
/// @param subject which model, and which part of its life
/// @param inputs what the figures were computed from, as far as it was published
/// @param reported the figures as they were printed
/// @param scores how well the model does, by the publisher
/// @param evidence who said it, how they knew, and what can be looked up
public record Claim(
        Subject subject, Inputs inputs, Reported reported, List<Score> scores, Evidence evidence) {

    public Claim {
        scores = List.copyOf(scores);
    }
}
