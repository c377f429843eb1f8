package wattle.grid.csv;

import java.util.Arrays;
import java.util.List;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;

/// A column for the power of each kind of plant.
final class WideMixCells implements ValueCells {

    private final int[] kindOf;
    private final double[] megawatts;
    private final boolean[] excused;
    private final PowerCell power;
    private final MixRows rows;

    WideMixCells(RawHeader header, Layout.Values.Wide mix) {
        power = new PowerCell(header);
        rows = new MixRows(header, mix.lifecycle());
        kindOf = new int[header.names().size()];
        Arrays.fill(kindOf, -1);
        for (Layout.Plant plant : mix.plants()) {
            kindOf[plant.column()] = rows.kind(plant.name(), plant.fuel());
        }
        megawatts = new double[rows.kinds()];
        excused = new boolean[rows.kinds()];
    }

    @Override
    public void cell(int column, long line, char[] text, int offset, int length) {
        int kind = kindOf[column];
        if (kind >= 0) {
            megawatts[kind] = power.read(column, line, text, offset, length);
            excused[kind] = PowerCell.isNotExpected(text, offset, length);
        }
    }

    @Override
    public boolean isEmptyRow() {
        for (double each : megawatts) {
            if (!Double.isNaN(each)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void endRow(long nanos, long line, Quality quality) {
        int row = rows.add(nanos, line, quality);
        for (int kind = 0; kind < megawatts.length; kind++) {
            if (!Double.isNaN(megawatts[kind])) {
                rows.put(row, kind, megawatts[kind]);
            } else if (excused[kind]) {
                rows.excuse(row, kind);
            }
        }
    }

    @Override
    public void skipRow() {}

    @Override
    public RawIntensity rows(List<String> remarks) {
        return rows.rows(remarks);
    }
}
