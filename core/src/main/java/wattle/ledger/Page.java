package wattle.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of the entries that were asked for.
///
/// @param entries at most as many as were asked for, the oldest claim first
/// @param next hands on to the next page; null on the last
public record Page(List<Entry> entries, @Nullable String next) {

    public Page {
        entries = List.copyOf(entries);
    }
}
