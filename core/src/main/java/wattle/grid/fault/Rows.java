package wattle.grid.fault;

import java.util.Arrays;
import wattle.grid.RawIntensity;

/// Some rows of a [RawIntensity], by index from 0. Immutable; threads may share it.
public final class Rows {

    static final Rows NONE = new Rows(new int[0]);

    private final int[] indices;

    private Rows(int[] indices) {
        this.indices = indices;
    }

    static Rows of(int... indices) {
        return new Rows(indices.clone());
    }

    /// `order[from]` to `order[to - 1]`.
    static Rows of(int[] order, int from, int to) {
        return new Rows(Arrays.copyOfRange(order, from, to));
    }

    public int size() {
        return indices.length;
    }

    /// The index of a row of the file, from 0.
    public int get(int index) {
        return indices[index];
    }

    /// The file's lines in which the rows stand, from 1; 0 where there is no file.
    public int[] lines(RawIntensity raw) {
        int[] lines = new int[indices.length];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = raw.line(indices[i]);
        }
        return lines;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rows that && Arrays.equals(indices, that.indices);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(indices);
    }

    @Override
    public String toString() {
        return "rows " + Arrays.toString(indices);
    }
}
