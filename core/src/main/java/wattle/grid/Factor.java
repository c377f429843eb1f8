package wattle.grid;

/// Which gases and which stages of the electricity's life an intensity counts.
public enum Factor {
    /// CO2 from the stack while generating.
    DIRECT_CO2("direct-co2"),
    /// CO2, methane and nitrous oxide from the stack while generating, as CO2 equivalent.
    DIRECT_CO2E("direct-co2e"),
    /// Fuel supply, construction and methane included, as CO2 equivalent. Usually higher than
    /// direct.
    LIFECYCLE_CO2E("lifecycle-co2e"),
    /// Nobody said. Comparable with nothing but itself.
    UNSTATED("unstated");

    private final String label;

    Factor(String label) {
        this.label = label;
    }

    /// The word in files, options and reports.
    public String label() {
        return label;
    }
}
