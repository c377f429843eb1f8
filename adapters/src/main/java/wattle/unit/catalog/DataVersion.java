package wattle.unit.catalog;

/// The version of the tables shipped with this Wattle: the year and month they were compiled.
///
/// Goes into `versions.data` of every result, because sources revise their history.
public final class DataVersion {

    public static final String CURRENT = "2026.11";

    private DataVersion() {}
}
