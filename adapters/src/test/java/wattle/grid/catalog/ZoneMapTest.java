package wattle.grid.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.GridZone;
import wattle.unit.catalog.ShippedFiles;

class ZoneMapTest {

    @ParameterizedTest
    @CsvSource({
        "country:DEU,                 electricitymaps:DE,          same border",
        "country:DEU,                 profile:DE,                  same border",
        "country:DEU,                 watttime:DE,                 approximately",
        "country:GBR,                 electricitymaps:GB,          approximately",
        "country:GBR,                 uk:GB,                 approximately",
        "country:GBR,                 electricitymaps:GB-NIR,      contains",
        "electricitymaps:GB-NIR,      country:GBR,                 within",
        "eia:PJM,                     profile:US-MIDA-PJM,         same border",
        "eia:PJM,                     watttime:PJM_DC,             contains",
        "watttime:PJM_DC,             country:USA,                 within",
        "subdivision:CA-QC,           electricitymaps:CA-QC,       same border",
        "subdivision:CA-QC,           country:CAN,                 within",
        "profile:US-CAISO-PGE,        electricitymaps:US-CAL-CISO, within",
        "electricitymaps:GB,          uk:13,                       contains",
    })
    void zonesLieToEachOtherAsTheMapSays(String zone, String other, String basis) {
        assertThat(ZoneMap.of(TypicalDay.zone(zone)))
                .filteredOn(each -> each.zone().toString().equals(other))
                .extracting(each -> each.basis().label())
                .containsExactly(basis);
    }

    @Test
    void zonesOfDifferentSourcesStayUnequal() {
        GridZone germany = new GridZone("country", "DEU");

        assertThat(ZoneMap.of(germany))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.zone()).isNotEqualTo(germany));
        assertThat(ZoneMap.of(germany, "electricitymaps"))
                .extracting(each -> each.zone().key())
                .containsExactly("DE");
    }

    @Test
    void aZoneThatIsNotInTheMapHasNoOther() {
        assertThat(ZoneMap.of(new GridZone("country", "WLD"))).isEmpty();
        assertThat(ZoneMap.of(new GridZone("country", "DE"))).isEmpty();
        assertThat(ZoneMap.of(new GridZone("uk", "1"))).isNotEmpty();
        assertThat(ZoneMap.of(new GridZone("uk", "18"))).isEmpty();
    }

    @Test
    void theBestBasisComesFirst() {
        for (GridZone zone : zones()) {
            assertThat(ZoneMap.of(zone)).extracting(ZoneMap.Match::basis).isSorted();
        }
    }

    /// The composition of relations against a closure computed here in another way: by saturating
    /// all pairs until nothing changes.
    @Test
    void whatFollowsIsWhatSaturationFinds() {
        List<GridZone> zones = List.copyOf(zones());
        Map<GridZone, Map<GridZone, ZoneMap.Basis>> known = saturated();
        for (GridZone zone : zones) {
            Map<GridZone, ZoneMap.Basis> found = new HashMap<>();
            ZoneMap.of(zone).forEach(each -> found.put(each.zone(), each.basis()));
            assertThat(found).as(zone.toString()).isEqualTo(known.get(zone));
        }
    }

    @Test
    void everyZoneOfATableOfOursIsInIt() {
        Set<String> countries = new LinkedHashSet<>();
        ShippedFiles.table("grid/catalog/countries.csv")
                .forEach(row -> countries.add(row.getField("iso3")));
        Set<String> states = new LinkedHashSet<>();
        ShippedFiles.table("grid/catalog/subdivisions.csv")
                .forEach(row -> states.add(row.getField("code")));
        Set<String> grid = new LinkedHashSet<>();
        ShippedFiles.table("grid/catalog/odbl/zones.csv")
                .forEach(row -> grid.add(row.getField("zone")));
        Set<String> profiles = new LinkedHashSet<>();
        TypicalDay.all().forEach(each -> profiles.add(each.name()));
        Map<String, Set<String>> known =
                Map.of(
                        "country", countries,
                        "subdivision", states,
                        "electricitymaps", grid,
                        "profile", profiles);
        for (GridZone zone : zones()) {
            if (known.containsKey(zone.source())) {
                assertThat(known.get(zone.source())).contains(zone.key());
            } else {
                assertThat(zone.source()).isIn("watttime", "uk", "eia", "sgip");
            }
        }
        for (String name : profiles) {
            assertThat(zones()).contains(new GridZone("profile", name));
        }
    }

    /// The index of typical days repeats what the map says of them, for speed.
    @Test
    void theIndexOfTypicalDaysAgrees() {
        for (String folder : List.of("grid/catalog/", "grid/catalog/odbl/")) {
            for (NamedCsvRecord row : ShippedFiles.table(folder + "typical_days.csv")) {
                GridZone profile = new GridZone("profile", row.getField("zone"));
                assertThat(row.getField("same_border"))
                        .isEqualTo(others(profile, ZoneMap.Basis.SAME_BORDER));
                assertThat(row.getField("nearly"))
                        .isEqualTo(others(profile, ZoneMap.Basis.APPROXIMATELY));
                assertThat(row.getField("differs"))
                        .isEqualTo(
                                ZoneMap.of(profile).stream()
                                        .filter(each -> each.basis() == ZoneMap.Basis.APPROXIMATELY)
                                        .map(ZoneMap.Match::note)
                                        .collect(Collectors.joining(";")));
            }
        }
    }

    private static String others(GridZone zone, ZoneMap.Basis basis) {
        return ZoneMap.of(zone).stream()
                .filter(each -> each.basis() == basis)
                .map(each -> each.zone().toString())
                .collect(Collectors.joining(";"));
    }

    @Test
    void whatIsNotMappedIsKnown() {
        Set<String> missing = new LinkedHashSet<>();
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/odbl/zones.csv")) {
            if (!zones().contains(new GridZone("electricitymaps", row.getField("zone")))) {
                missing.add(row.getField("zone"));
            }
        }
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/countries.csv")) {
            if (!zones().contains(new GridZone("country", row.getField("iso3")))) {
                missing.add(row.getField("iso3"));
            }
        }
        assertThat(missing)
                .containsExactlyInAnyOrder(
                        "AX", "CW", "FM", "GS", "PW", "YT", "ASM", "BMU", "COK", "ESH", "EUU",
                        "GRD", "KIR", "KNA", "MSR", "NRU", "SHN", "TCA", "UKR", "VGB", "WLD");
    }

    @Test
    void noZoneHasTheBorderOfTwoOfOneSource() {
        for (GridZone zone : zones()) {
            Set<String> sources = new LinkedHashSet<>();
            for (ZoneMap.Match each : ZoneMap.of(zone)) {
                if (each.basis() == ZoneMap.Basis.SAME_BORDER) {
                    assertThat(sources.add(each.zone().source())).as(zone.toString()).isTrue();
                }
            }
        }
    }

    private static Set<GridZone> zones() {
        Set<GridZone> zones = new LinkedHashSet<>();
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/zone_map.csv")) {
            zones.add(TypicalDay.zone(row.getField("zone")));
            for (String each : row.getField("others").split(";", -1)) {
                zones.add(TypicalDay.zone(each));
            }
        }
        return zones;
    }

    private static Map<GridZone, Map<GridZone, ZoneMap.Basis>> saturated() {
        Map<GridZone, Map<GridZone, ZoneMap.Basis>> known = new HashMap<>();
        zones().forEach(zone -> known.put(zone, new HashMap<>()));
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/zone_map.csv")) {
            GridZone zone = TypicalDay.zone(row.getField("zone"));
            for (ZoneMap.Basis basis : ZoneMap.Basis.values()) {
                if (basis.label().equals(row.getField("basis"))) {
                    for (String other : row.getField("others").split(";", -1)) {
                        put(known, zone, TypicalDay.zone(other), basis);
                        put(known, TypicalDay.zone(other), zone, basis.inverse());
                    }
                }
            }
        }
        boolean grew = true;
        while (grew) {
            grew = false;
            for (GridZone a : known.keySet()) {
                for (var ab : Map.copyOf(requireNonNull(known.get(a))).entrySet()) {
                    for (var bc : Map.copyOf(requireNonNull(known.get(ab.getKey()))).entrySet()) {
                        ZoneMap.Basis x = ab.getValue();
                        ZoneMap.Basis y = bc.getValue();
                        if (bc.getKey().equals(a)) {
                            continue;
                        }
                        if (x == ZoneMap.Basis.SAME_BORDER) {
                            grew |= put(known, a, bc.getKey(), y);
                        } else if (y == ZoneMap.Basis.SAME_BORDER) {
                            grew |= put(known, a, bc.getKey(), x);
                        } else if (x == y && x != ZoneMap.Basis.APPROXIMATELY) {
                            grew |= put(known, a, bc.getKey(), x);
                        }
                    }
                }
            }
        }
        return known;
    }

    private static boolean put(
            Map<GridZone, Map<GridZone, ZoneMap.Basis>> known,
            GridZone from,
            GridZone to,
            ZoneMap.Basis basis) {
        Map<GridZone, ZoneMap.Basis> reached = requireNonNull(known.get(from));
        ZoneMap.Basis before = reached.get(to);
        if (before != null && before.compareTo(basis) <= 0) {
            return false;
        }
        reached.put(to, basis);
        return true;
    }
}
