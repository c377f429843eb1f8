package wattle.unit;

/// A fraction between 0 and 1: the SCI's time share *TS* and resource share *RS*, a utilisation, an
/// allocation.
public record Share(double fraction) implements Comparable<Share> {

    public static final Share NONE = new Share(0);
    public static final Share ALL = new Share(1);

    public Share {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("share must be between 0 and 1: " + fraction);
        }
    }

    public Share times(Share other) {
        return new Share(fraction * other.fraction);
    }

    @Override
    public int compareTo(Share other) {
        return Double.compare(fraction, other.fraction);
    }
}
