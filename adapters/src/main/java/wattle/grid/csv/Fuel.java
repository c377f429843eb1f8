package wattle.grid.csv;

import org.jspecify.annotations.Nullable;
import wattle.grid.catalog.FuelFactors;

/// What a kind of plant burns, and which row of the shipped table gives its carbon.
///
/// The kinds of EIA-930 and ENTSO-E are coarser than the table: gas is taken as combined cycle,
/// lignite, peat and oil shale as coal, and what is not named ("other", "unknown", waste) as
/// thermal. Which ENTSO-E kind belongs to which fuel follows the groups of the Electricity Maps
/// parser for ENTSO-E (electricitymaps-contrib, `parsers/ENTSOE.py`), but for waste, which is
/// biomass there, and marine, which is unknown there.
enum Fuel {
    COAL("coal_pulverised", "coal_direct"),
    GAS("gas_combined_cycle", "gas_direct"),
    OIL("oil", null),
    NUCLEAR("nuclear", ""),
    WIND("wind_onshore", ""),
    WIND_OFFSHORE("wind_offshore", ""),
    SOLAR("solar", ""),
    HYDRO("hydropower", ""),
    OCEAN("ocean", ""),
    GEOTHERMAL("geothermal", null),
    BIOMASS("biomass_dedicated", null),
    OTHER("unknown_thermal", null),
    /// What comes out was put in from the mix before: it is counted neither as generation nor as
    /// carbon.
    STORAGE(null, null);

    private final @Nullable String lifecycle;
    private final @Nullable String direct;

    /// @param lifecycle the row of the table for all stages; null for what is left out
    /// @param direct the row for the stack; empty where there is no stack, null where no figure is
    ///   shipped
    Fuel(@Nullable String lifecycle, @Nullable String direct) {
        this.lifecycle = lifecycle;
        this.direct = direct;
    }

    boolean isGeneration() {
        return lifecycle != null;
    }

    /// The median in g/kWh; NaN where no figure is shipped.
    double gramsPerKilowattHour(boolean wholeLife) {
        String row = wholeLife ? lifecycle : direct;
        if (row == null) {
            return Double.NaN;
        }
        Double median = row.isEmpty() ? (Double) 0.0 : FuelFactors.median(row);
        return median == null ? Double.NaN : median;
    }
}
