package wattle.run.local;

/// The signals that are passed on, with their numbers on Linux (all architectures but MIPS, SPARC
/// and Alpha).
enum SignalName {
    HUP(1),
    INT(2),
    USR1(10),
    USR2(12),
    ALRM(14),
    TERM(15),
    CHLD(17),
    CONT(18),
    TSTP(20),
    XCPU(24),
    WINCH(28);

    private final int number;

    SignalName(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
