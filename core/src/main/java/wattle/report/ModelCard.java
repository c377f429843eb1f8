package wattle.report;

import java.math.BigDecimal;
import wattle.footprint.Footprint;

/// The `co2_eq_emissions` block of a Hugging Face model card: **grams**, as a plain decimal without
/// a unit.
///
/// Cards that carry kilograms in this field are easy to find; this writer owns the unit.
public final class ModelCard {

    private ModelCard() {}

    /// @param trainingType `pre-training` or `fine-tuning`
    public static String of(Report report, String trainingType) {
        Footprint footprint = report.footprint();
        return """
        co2_eq_emissions:
          emissions: %s
          source: %s
          training_type: %s
          geographical_location: %s
          hardware_used: %s
        """
                .formatted(
                        BigDecimal.valueOf(footprint.total().grams())
                                .stripTrailingZeros()
                                .toPlainString(),
                        Escape.yaml(source(report)),
                        Escape.yaml(trainingType),
                        Escape.yaml(footprint.intensity().place()),
                        Escape.yaml(Phrases.hardware(footprint)));
    }

    private static String source(Report report) {
        return "Wattle "
                + report.versions().wattle()
                + " (data "
                + report.versions().data()
                + "), "
                + report.footprint().origin().label()
                + ", location-based, "
                + String.join(" + ", report.footprint().boundary());
    }
}
