package wattle.grid.csv;

import java.util.List;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.series.csv.Decimals;
import wattle.series.csv.InvalidFileException;

/// A column of intensities.
final class IntensityCells implements ValueCells {

    /// A mean above this in g/kWh is that of no grid: oil shale alone is about 1,200.
    private static final double HIGHEST_MEAN = 3000;

    private final RawHeader header;
    private final Layout.Values.Intensity values;
    private final double grams;
    private final RawIntensity.Builder rows = RawIntensity.builder();
    private double value = Double.NaN;
    private double sum;
    private int filled;

    IntensityCells(RawHeader header, Layout.Values.Intensity values) {
        this.header = header;
        this.values = values;
        grams = values.unit().gramsPerKilowattHour();
    }

    @Override
    public void cell(int column, long line, char[] text, int offset, int length) {
        if (column != values.column()) {
            return;
        }
        value = Decimals.parse(text, offset, length);
        if (Double.isNaN(value)) {
            var cell = new String(text, offset, length);
            if (!cell.isBlank()) {
                throw new InvalidFileException(
                        header.file(),
                        line,
                        header.name(column),
                        InvalidFileException.quoted(cell) + " is not a finite number",
                        "Write a number such as 412.5, or leave the cell empty where there is"
                                + " none.");
            }
        }
    }

    @Override
    public boolean isEmptyRow() {
        return Double.isNaN(value);
    }

    @Override
    public void endRow(long nanos, long line, Quality quality) {
        double converted = value * grams;
        if (Double.isInfinite(converted)) {
            throw new InvalidFileException(
                    header.file(),
                    line,
                    header.name(values.column()),
                    value + " is too large to be an intensity",
                    "Correct the value.");
        }
        rows.add(nanos, converted, quality, (int) line);
        if (!Double.isNaN(converted)) {
            sum += converted;
            filled++;
        }
        value = Double.NaN;
    }

    @Override
    public void skipRow() {
        value = Double.NaN;
    }

    @Override
    public RawIntensity rows(List<String> remarks) {
        if (values.assumed() && sum > HIGHEST_MEAN * filled) {
            throw new InvalidFileException(
                    header.file(),
                    0,
                    null,
                    "has a mean of "
                            + Math.round(sum / filled)
                            + " g/kWh if its values are "
                            + values.unit().label()
                            + " as those of such files are, and no grid has that",
                    "State the unit, such as --unit lb/MWh.");
        }
        return rows.build();
    }
}
