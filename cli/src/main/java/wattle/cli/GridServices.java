package wattle.cli;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wattle.grid.GridException;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensityHistory;
import wattle.grid.electricitymaps.ApiVersion;
import wattle.grid.electricitymaps.ElectricityMaps;
import wattle.grid.electricitymaps.ElectricityMapsForecast;
import wattle.grid.electricitymaps.ElectricityMapsHistory;
import wattle.grid.electricitymaps.Granularity;
import wattle.grid.ukintensity.UkIntensity;
import wattle.grid.watttime.WattTime;
import wattle.grid.watttime.WattTimeForecast;
import wattle.grid.watttime.WattTimeHistory;
import wattle.unit.http.Addresses;
import wattle.unit.http.Credentials;
import wattle.unit.http.CredentialsException;
import wattle.unit.http.HttpListener;
import wattle.unit.http.JsonClient;

/// The services of grid data that can be asked over the network, by name. Making one asks nobody.
/// To be closed.
class GridServices implements AutoCloseable {

    /// In messages.
    static final String NAMES = "electricitymaps, uk, watttime";

    /// How much is asked for at once. WattTime gives at most about a month.
    static final Duration PAGE = Duration.ofDays(30);

    private final Map<String, String> environment;
    private final Home home;
    private final Clock clock;
    private final List<JsonClient> opened = new ArrayList<>();

    GridServices(Map<String, String> environment, Home home, Clock clock) {
        this.environment = environment;
        this.home = home;
        this.clock = clock;
    }

    /// @param source as in a zone's name, such as `uk`
    /// @throws GridException if it needs an account and there is none
    /// @throws Failure if there is no such source
    IntensityHistory history(String source) throws GridException {
        return switch (source) {
            case ElectricityMaps.NAME ->
                    new ElectricityMapsHistory(electricityMaps(), Granularity.HOURLY, true);
            case UkIntensity.NAME -> uk();
            case WattTime.NAME -> new WattTimeHistory(wattTime());
            default -> throw unknown(source);
        };
    }

    /// As [#history].
    IntensityForecast forecast(String source) throws GridException {
        return switch (source) {
            case ElectricityMaps.NAME ->
                    new ElectricityMapsForecast(electricityMaps(), Granularity.HOURLY);
            case UkIntensity.NAME -> uk();
            case WattTime.NAME -> new WattTimeForecast(wattTime());
            default -> throw unknown(source);
        };
    }

    private static Failure unknown(String source) {
        return new Failure(
                Exit.INVALID_INPUT,
                60,
                "no source of grid data is called \"" + source + "\"",
                "Those that can be asked: " + NAMES);
    }

    private UkIntensity uk() {
        return new UkIntensity(address("WATTLE_UK_URL", UkIntensity.ADDRESS), client());
    }

    /// @throws GridException if there is no account
    WattTime wattTime() throws GridException {
        try {
            return WattTime.of(
                    address("WATTLE_WATTTIME_URL", WattTime.ADDRESS), credentials(), client());
        } catch (CredentialsException refused) {
            throw unusable(refused);
        }
    }

    private ElectricityMaps electricityMaps() throws GridException {
        try {
            return ElectricityMaps.of(
                    address("WATTLE_ELECTRICITYMAPS_URL", ElectricityMaps.ADDRESS),
                    ApiVersion.CURRENT,
                    credentials(),
                    client());
        } catch (CredentialsException refused) {
            throw unusable(refused);
        }
    }

    private Credentials credentials() {
        return new Credentials(environment, home.folder());
    }

    private static Failure unusable(CredentialsException refused) {
        return new Failure(
                Exit.NOT_AUTHORISED, 61, String.valueOf(refused.getMessage()), "", refused);
    }

    /// The service's own address, or another that the environment names, such as a proxy.
    private URI address(String variable, URI own) {
        String other = environment.getOrDefault(variable, "");
        return other.isEmpty() ? own : Addresses.base(variable, other);
    }

    private JsonClient client() {
        var client = JsonClient.forData(HttpListener.NONE, clock);
        opened.add(client);
        return client;
    }

    @Override
    public void close() {
        for (JsonClient each : opened) {
            each.close();
        }
    }
}
