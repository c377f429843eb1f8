package wattle.ledger.check;

/// Something odd about a claim. It is shown, and refuses nothing.
///
/// @param rule which rule it breaks
/// @param field which part of the claim, as its JSON names it
/// @param found the value that is odd
/// @param low the least that would not be
/// @param high the most that would not be
/// @param unit of the three, such as `W`, `g/kWh`, `h`, or empty
/// @param sentence what is odd, for everybody to read
public record Finding(
        Rule rule,
        String field,
        double found,
        double low,
        double high,
        String unit,
        String sentence) {}
