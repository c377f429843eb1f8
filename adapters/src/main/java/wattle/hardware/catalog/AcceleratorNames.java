package wattle.hardware.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.catalog.Names;
import wattle.unit.catalog.NearMisses;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;
import wattle.unit.catalog.UnknownNameException;

/// Finds the row that a name of an accelerator means.
final class AcceleratorNames {

    private static final String ADVICE =
            "A device that the catalog does not know is accepted when its power is given in watts.";

    private final Table table;

    AcceleratorNames(Table table) {
        this.table = table;
    }

    /// A row and the rows that the name could have meant as well.
    record Match(Row row, List<Row> others) {}

    /// In this order: a name in full, the name of a family that a row stands for, a name without
    /// the vendor, the one row whose names hold all the words, the one among several whose name all
    /// the others contain ("rtx 4090" is not the "RTX 4090 D").
    ///
    /// The first three are found in the column `keys` of the table, where each row lists its names
    /// as [Names#squash] leaves them: as they are, after `*` the families, after `-` without the
    /// vendor.
    ///
    /// @throws UnknownNameException when no row or more than one is left
    Match find(String name) {
        Row full = keyed("", Names.squash(name));
        if (full != null) {
            return new Match(full, List.of());
        }
        Spelling sought = Spelling.of(name);
        Row family = keyed("*", sought.joined());
        if (family != null) {
            return new Match(family, without(family, candidates(sought)));
        }
        Row withoutVendor = keyed("-", sought.joined());
        if (withoutVendor != null) {
            return new Match(withoutVendor, List.of());
        }
        List<Row> candidates = candidates(sought);
        if (candidates.isEmpty()) {
            throw UnknownNameException.unknown(
                    UnknownNameException.Kind.ACCELERATOR, name, nearMisses(sought), ADVICE);
        }
        List<Row> plain = plainest(sought, candidates);
        if (plain.size() != 1) {
            throw UnknownNameException.ambiguous(
                    UnknownNameException.Kind.ACCELERATOR, name, fullNames(candidates), ADVICE);
        }
        return new Match(plain.get(0), without(plain.get(0), candidates));
    }

    private @Nullable Row keyed(String mark, String squashed) {
        return squashed.isEmpty() ? null : table.rowHolding(";" + mark + squashed + ";");
    }

    /// The rows that the name may mean. Each of them has the first word in its keys, so that only
    /// few are taken apart.
    private List<Row> candidates(Spelling sought) {
        List<Row> found = new ArrayList<>();
        if (sought.tokens().isEmpty()) {
            return found;
        }
        for (Row row : table.rowsHolding(sought.tokens().get(0))) {
            for (Spelling spelling : spellings(row)) {
                if (sought.mayMean(spelling)) {
                    found.add(row);
                    break;
                }
            }
        }
        return found;
    }

    private static List<Row> plainest(Spelling sought, List<Row> candidates) {
        List<Row> found = new ArrayList<>();
        for (Row row : candidates) {
            for (Spelling spelling : spellings(row)) {
                if (sought.mayMean(spelling) && inAll(spelling, candidates)) {
                    found.add(row);
                    break;
                }
            }
        }
        return found;
    }

    private static boolean inAll(Spelling spelling, List<Row> rows) {
        for (Row row : rows) {
            boolean in = false;
            for (Spelling other : spellings(row)) {
                in |= other.tokens().containsAll(spelling.tokens());
            }
            if (!in) {
                return false;
            }
        }
        return true;
    }

    private List<String> nearMisses(Spelling sought) {
        NearMisses misses = new NearMisses(sought.withoutBrand().joined());
        List<Row> rows = table.rows();
        for (Row row : rows) {
            for (String family : row.list("stands_for")) {
                misses.offer(Spelling.of(family).withoutBrand().joined(), family);
            }
        }
        for (Row row : rows) {
            for (Spelling spelling : spellings(row)) {
                misses.offer(spelling.withoutBrand().joined(), row.key());
            }
        }
        return misses.nearest();
    }

    private static List<Spelling> spellings(Row row) {
        List<Spelling> spellings = new ArrayList<>();
        for (String name : names(row)) {
            spellings.add(Spelling.of(name));
        }
        return spellings;
    }

    private static List<String> names(Row row) {
        List<String> names = new ArrayList<>();
        names.add(row.key());
        names.addAll(row.list("reported_names"));
        names.addAll(row.list("aliases"));
        return names;
    }

    private static List<Row> without(Row row, List<Row> rows) {
        List<Row> others = new ArrayList<>();
        for (Row other : rows) {
            if (!other.key().equals(row.key())) {
                others.add(other);
            }
        }
        return others;
    }

    private static List<String> fullNames(List<Row> rows) {
        List<String> names = new ArrayList<>();
        for (Row row : rows.subList(0, Math.min(Names.SUGGESTIONS, rows.size()))) {
            names.add(row.key());
        }
        return names;
    }
}
