package wattle.ledger.claim;

import wattle.unit.CarbonMass;

/// Units in which masses of CO2 equivalent are printed. A tonne is metric; the pound is that of
/// 1959, 453.59237 g.
public enum CarbonUnit implements Scale<CarbonMass> {
    GRAM("g", 1),
    KILOGRAM("kg", 1e3),
    TONNE("t", 1e6),
    POUND("lb", 453.59237);

    private final String symbol;
    private final double grams;

    CarbonUnit(String symbol, double grams) {
        this.symbol = symbol;
        this.grams = grams;
    }

    @Override
    public CarbonMass of(double amount) {
        return new CarbonMass(amount * grams);
    }

    @Override
    public String symbol() {
        return symbol;
    }
}
