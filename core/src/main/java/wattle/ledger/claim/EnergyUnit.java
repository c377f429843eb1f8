package wattle.ledger.claim;

import wattle.unit.Energy;

/// Units in which energies are printed.
public enum EnergyUnit implements Scale<Energy> {
    JOULE("J", 1),
    WATT_HOUR("Wh", 3600),
    KILOWATT_HOUR("kWh", 3.6e6),
    MEGAWATT_HOUR("MWh", 3.6e9),
    GIGAWATT_HOUR("GWh", 3.6e12);

    private final String symbol;
    private final double joules;

    EnergyUnit(String symbol, double joules) {
        this.symbol = symbol;
        this.joules = joules;
    }

    @Override
    public Energy of(double amount) {
        return new Energy(amount * joules);
    }

    @Override
    public String symbol() {
        return symbol;
    }
}
