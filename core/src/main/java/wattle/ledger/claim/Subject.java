package wattle.ledger.claim;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which model a claim is about, and which part of its life.
///
/// @param model its name as published, or the key of a row where the source gives no names
/// @param developer who made it
/// @param year when it was published
/// @param stages which parts of its life are counted; empty where nobody said
/// @param domain what it works on, such as `nlp`
/// @param task what it was judged at, such as `image_classification`
/// @param dataset what it was judged on
/// @param parameters how many parameters it has, more than 0
/// @param tokens how many tokens it was trained on, more than 0
public record Subject(
        String model,
        @Nullable String developer,
        @Nullable Integer year,
        Set<Stage> stages,
        @Nullable String domain,
        @Nullable String task,
        @Nullable String dataset,
        @Nullable Double parameters,
        @Nullable Double tokens) {

    public Subject {
        if (model.isBlank()) {
            throw new IllegalArgumentException("a claim needs the name of a model");
        }
        if (year != null && (year < 1950 || year > 2200)) {
            throw new IllegalArgumentException(
                    "the year of a model must be in 1950 to 2200: " + year);
        }
        Amounts.positive(parameters, "parameters");
        Amounts.positive(tokens, "tokens");
        // In the order of a life, whatever the order in which they were named.
        stages =
                stages.isEmpty()
                        ? Set.of()
                        : java.util.Collections.unmodifiableSet(EnumSet.copyOf(stages));
    }
}
