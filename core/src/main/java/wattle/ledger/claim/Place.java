package wattle.ledger.claim;

import org.jspecify.annotations.Nullable;

/// Where the work was done, as far as it was published. Never finer than a city or a cloud region.
///
/// @param country as reported, such as "United States of America" or "Multiple countries"
/// @param countryCode two letters of ISO 3166-1
/// @param location city, state or site as reported
/// @param provider a cloud provider's name
/// @param region its region
/// @param setting whose machines
/// @param energySource the main source of that grid's electricity, such as `coal`
public record Place(
        @Nullable String country,
        @Nullable String countryCode,
        @Nullable String location,
        @Nullable String provider,
        @Nullable String region,
        @Nullable Setting setting,
        @Nullable String energySource) {

    /// Nothing was said of it.
    public static final Place UNSTATED = new Place(null, null, null, null, null, null, null);

    public Place {
        if (countryCode != null && !isCode(countryCode)) {
            throw new IllegalArgumentException(
                    "a country code is two capital letters of ISO 3166-1: " + countryCode);
        }
    }

    private static boolean isCode(String code) {
        return code.length() == 2
                && code.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }
}
