package wattle.grid.csv;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.series.csv.InvalidFileException;

/// A row for each kind of plant at each time. Rows of one time need not be neighbours.
final class LongMixCells implements ValueCells {

    private final RawHeader header;
    private final Layout.Values.Listed values;
    private final PowerCell power;
    private final MixRows rows;
    private final Map<String, Integer> kinds = new HashMap<>();
    private final Map<Long, Integer> rowAt = new HashMap<>();
    private String kindName = "";
    private double megawatts = Double.NaN;
    private boolean excused;

    LongMixCells(RawHeader header, Layout.Values.Listed values) {
        this.header = header;
        this.values = values;
        power = new PowerCell(header);
        rows = new MixRows(header, values.lifecycle());
    }

    @Override
    public void cell(int column, long line, char[] text, int offset, int length) {
        if (column == values.kind()) {
            kindName = new String(text, offset, length).strip();
        } else if (column == values.power()) {
            megawatts = power.read(column, line, text, offset, length);
            excused = PowerCell.isNotExpected(text, offset, length);
        }
    }

    @Override
    public boolean isEmptyRow() {
        return Double.isNaN(megawatts);
    }

    @Override
    public void endRow(long nanos, long line, Quality quality) {
        int kind = kind(line);
        Integer known = rowAt.get(nanos);
        int row = known == null ? rows.add(nanos, line, quality) : known;
        if (known == null) {
            rowAt.put(nanos, row);
        }
        if (!Double.isNaN(megawatts)) {
            if (rows.has(row, kind)) {
                throw new InvalidFileException(
                        header.file(),
                        line,
                        header.name(values.kind()),
                        InvalidFileException.quoted(kindName) + " is there twice at this time",
                        "Delete one of the rows.");
            }
            rows.put(row, kind, megawatts);
        } else if (excused) {
            rows.excuse(row, kind);
        }
    }

    private int kind(long line) {
        Integer known = kinds.get(kindName);
        if (known != null) {
            return known;
        }
        @Nullable Fuel fuel = values.kinds().of(kindName);
        if (fuel == null) {
            throw new InvalidFileException(
                    header.file(),
                    line,
                    header.name(values.kind()),
                    InvalidFileException.quoted(kindName) + " is no kind of plant known here",
                    "Correct the name, or leave out its rows.");
        }
        int kind = rows.kind(kindName, fuel);
        kinds.put(kindName, kind);
        return kind;
    }

    @Override
    public void skipRow() {}

    @Override
    public RawIntensity rows(List<String> remarks) {
        return rows.rows(remarks);
    }
}
