package wattle.ledger.sql;

/// What the two databases say in different words. All other statements are the same for both.
enum Dialect {
    SQLITE("sqlite", "instr", ""),
    POSTGRESQL("postgresql", "strpos", "SELECT pg_advisory_xact_lock(7164749266102)");

    private final String folder;
    private final String positionFunction;
    private final String lock;

    Dialect(String folder, String positionFunction, String lock) {
        this.folder = folder;
        this.positionFunction = positionFunction;
        this.lock = lock;
    }

    /// Where the schema's versions lie in the class path.
    String migrations() {
        return "wattle/ledger/sql/" + folder;
    }

    /// `f(text, part)` is more than 0 where the text contains the part.
    String positionFunction() {
        return positionFunction;
    }

    /// Makes a transaction the only one that appends to the log, until its end. Empty where every
    /// transaction that writes is the only one.
    String lock() {
        return lock;
    }
}
