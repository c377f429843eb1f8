package wattle.grid.ukintensity;

import java.util.Locale;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.unit.http.Addresses;

/// A zone of the Carbon Intensity API, and where it is in the addresses.
///
/// @param kind of zone
/// @param key as the service writes it: empty for the nation
record UkZone(Kind kind, String key) {

    enum Kind {
        NATION,
        /// 1 to 14 are the areas of the distribution network, 15 to 17 England, Scotland, Wales.
        REGION,
        /// The outward code of a postcode, such as RG10.
        POSTCODE
    }

    private static final int REGIONS = 17;

    static UkZone of(GridZone zone) throws GridException {
        String key = zone.key().toUpperCase(Locale.ROOT);
        if (zone.source().equals(UkIntensity.NAME)) {
            if (key.equals("GB")) {
                return new UkZone(Kind.NATION, "");
            }
            if (isRegion(key)) {
                return new UkZone(Kind.REGION, key);
            }
            if (isDistrict(key)) {
                return new UkZone(Kind.POSTCODE, key);
            }
        }
        throw new GridException(
                Reason.UNKNOWN_ZONE,
                zone
                        + " is no zone of the UK Carbon Intensity API: it has uk:GB, the regions"
                        + " uk:1 to uk:17, and postcode districts such as uk:RG10");
    }

    private static boolean isRegion(String key) {
        if (key.isEmpty() || key.length() > 2 || !key.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int number = Integer.parseInt(key);
        return number >= 1 && number <= REGIONS && key.charAt(0) != '0';
    }

    /// One or two letters, a digit, and perhaps a digit or letter.
    private static boolean isDistrict(String key) {
        int letters = 0;
        while (letters < key.length() && isLetter(key.charAt(letters))) {
            letters++;
        }
        int rest = key.length() - letters;
        return (letters == 1 || letters == 2)
                && (rest == 1 || rest == 2)
                && isDigit(key.charAt(letters))
                && (rest == 1
                        || isDigit(key.charAt(letters + 1))
                        || isLetter(key.charAt(letters + 1)));
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// `intensity/FROM/REST`, or the same below `regional` with the region at its end.
    String path(String from, String rest) {
        String path = "intensity/" + from + "/" + rest;
        return switch (kind) {
            case NATION -> path;
            case REGION -> "regional/" + path + "/regionid/" + key;
            case POSTCODE -> "regional/" + path + "/postcode/" + Addresses.encoded(key);
        };
    }
}
