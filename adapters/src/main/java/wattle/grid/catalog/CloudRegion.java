package wattle.grid.catalog;

import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;

/// A region of a cloud provider, with the intensity of its electricity and the overhead of its
/// facilities.
///
/// @param provider `aws`, `azure` or `gcp`
/// @param region the provider's key, such as `eu-west-3`
/// @param location the provider's name for it, such as "Europe (Paris)"
/// @param city the city or metropolitan area, not the building
/// @param countryIso3 the country by three letters
/// @param subdivision its state or province by ISO 3166-2; null where it has none
/// @param latitude of the city, in degrees, to two decimals
/// @param longitude of the city, in degrees, to two decimals
/// @param gridZone its zone at Electricity Maps
/// @param intensity the yearly figure
/// @param pue what the provider says of its fleet
public record CloudRegion(
        String provider,
        String region,
        String location,
        String city,
        String countryIso3,
        @Nullable String subdivision,
        double latitude,
        double longitude,
        GridZone gridZone,
        IntensityFactor intensity,
        FacilityPue pue) {}
