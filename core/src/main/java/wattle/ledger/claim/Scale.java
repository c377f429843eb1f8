package wattle.ledger.claim;

/// A unit in which figures are printed.
///
/// @param <Q> the quantity
public interface Scale<Q> {

    /// The quantity of `amount` such units.
    Q of(double amount);

    /// As it is printed behind a number: `MWh`, `t`.
    String symbol();
}
