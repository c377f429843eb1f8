package wattle.ledger.sql;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import wattle.ledger.LedgerException;

/// Where a store lies: `sqlite:/path/hub.db`, a plain path, or `postgresql://host:port/db?user=…`.
/// Never has a password: that is in the environment or in `~/.pgpass`.
///
/// @param dialect which kind of database
/// @param address a path, or the driver's URL without parameters
/// @param parameters of the connection
public record DatabaseUrl(Dialect dialect, String address, Map<String, String> parameters) {

    /// Those that name no class, and no file to be written.
    private static final Set<String> PARAMETERS =
            Set.of(
                    "user",
                    "sslmode",
                    "sslrootcert",
                    "sslcert",
                    "sslkey",
                    "connectTimeout",
                    "currentSchema");

    /// @throws LedgerException if it is no address of a store
    public static DatabaseUrl parse(String text) throws LedgerException {
        if (text.startsWith("postgresql:") || text.startsWith("postgres:")) {
            return postgresql(text);
        }
        String path = text.startsWith("sqlite:") ? text.substring("sqlite:".length()) : text;
        if (path.isBlank() || path.startsWith("//") || path.contains("://")) {
            throw new LedgerException(
                    "a store is a file, sqlite:/path/hub.db, or postgresql://host/database?user=…");
        }
        try {
            return new DatabaseUrl(
                    Dialect.SQLITE, Path.of(path).toAbsolutePath().toString(), Map.of());
        } catch (InvalidPathException e) {
            throw new LedgerException("the path of the store is none: " + e.getReason(), e);
        }
    }

    private static DatabaseUrl postgresql(String text) throws LedgerException {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            // Its message would repeat the URL, with whatever secret is in it.
            throw new LedgerException("postgresql://host/database?user=… is not readable as a URL");
        }
        String database = uri.getPath();
        if (uri.getHost() == null || database == null || database.length() < 2) {
            throw new LedgerException(
                    "PostgreSQL needs a host and a database: postgresql://host/database?user=…");
        }
        Map<String, String> parameters = new TreeMap<>();
        if (uri.getRawUserInfo() != null) {
            if (uri.getRawUserInfo().contains(":")) {
                throw passwordInUrl();
            }
            parameters.put("user", decoded(uri.getRawUserInfo()));
        }
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String each : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            if (name.equals("password")) {
                throw passwordInUrl();
            }
            if (!PARAMETERS.contains(name) || equals < 0) {
                throw new LedgerException(
                        "a parameter of the PostgreSQL URL is none of " + sorted() + " with =");
            }
            parameters.put(name, decoded(each.substring(equals + 1)));
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseUrl(
                Dialect.POSTGRESQL, "//" + uri.getHost() + port + uri.getRawPath(), parameters);
    }

    private static LedgerException passwordInUrl() {
        return new LedgerException(
                "a password in a URL can be read by everybody on the machine: put it into the"
                        + " variable PGPASSWORD, or into ~/.pgpass");
    }

    private static String sorted() {
        return String.join(", ", new java.util.TreeSet<>(PARAMETERS));
    }

    private static String decoded(String text) throws LedgerException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new LedgerException("the PostgreSQL URL has a % that begins no character", e);
        }
    }

    /// The address, to be read.
    @Override
    public String toString() {
        return switch (dialect) {
            case SQLITE -> "sqlite:" + address;
            case POSTGRESQL -> "postgresql:" + address;
        };
    }
}
