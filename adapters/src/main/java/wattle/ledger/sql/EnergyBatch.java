package wattle.ledger.sql;

import java.util.Arrays;

/// Energy samples on their way into a store: arrays side by side, since there may be 100,000. For
/// one thread.
public final class EnergyBatch {

    private long[] micros = new long[64];
    private int[] parts = new int[64];
    private double[] joules = new double[64];
    private int size;

    /// @param atMicros not before the one added last
    /// @param energy in joules, since the part's sample before
    public void add(long atMicros, int part, double energy) {
        if (size > 0 && atMicros < micros[size - 1]) {
            throw new IllegalArgumentException("samples come in order of time: " + atMicros);
        }
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, 2 * size);
            parts = Arrays.copyOf(parts, 2 * size);
            joules = Arrays.copyOf(joules, 2 * size);
        }
        micros[size] = atMicros;
        parts[size] = part;
        joules[size] = energy;
        size++;
    }

    public int size() {
        return size;
    }

    public long micros(int i) {
        return micros[i];
    }

    public int part(int i) {
        return parts[i];
    }

    public double joules(int i) {
        return joules[i];
    }

    /// The samples from a time on, by index: those before it are fewer.
    int from(long atMicros) {
        int i = 0;
        while (i < size && micros[i] < atMicros) {
            i++;
        }
        return i;
    }

    long[] micros(int from, int to) {
        return Arrays.copyOfRange(micros, from, to);
    }

    int[] parts(int from, int to) {
        return Arrays.copyOfRange(parts, from, to);
    }

    double[] joules(int from, int to) {
        return Arrays.copyOfRange(joules, from, to);
    }
}
