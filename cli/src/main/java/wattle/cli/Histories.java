package wattle.cli;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wattle.grid.GridException;
import wattle.grid.IntensityHistory;
import wattle.grid.electricitymaps.ApiVersion;
import wattle.grid.electricitymaps.ElectricityMaps;
import wattle.grid.electricitymaps.ElectricityMapsHistory;
import wattle.grid.electricitymaps.Granularity;
import wattle.grid.ukintensity.UkIntensity;
import wattle.grid.watttime.WattTime;
import wattle.grid.watttime.WattTimeHistory;
import wattle.unit.http.Addresses;
import wattle.unit.http.Credentials;
import wattle.unit.http.CredentialsException;
import wattle.unit.http.HttpListener;
import wattle.unit.http.JsonClient;

/// The sources of past intensity that can be asked over the network, by name. Making one asks
/// nobody. To be closed.
class Histories implements AutoCloseable {

    /// In messages.
    static final String NAMES = "electricitymaps, uk, watttime";

    /// How much is asked for at once. WattTime gives at most about a month.
    static final Duration PAGE = Duration.ofDays(30);

    private final Map<String, String> environment;
    private final Home home;
    private final List<JsonClient> opened = new ArrayList<>();

    Histories(Map<String, String> environment, Home home) {
        this.environment = environment;
        this.home = home;
    }

    /// @param source as in a zone's name, such as `uk`
    /// @throws GridException if it needs an account and there is none
    /// @throws Failure if there is no such source
    IntensityHistory named(String source) throws GridException {
        return switch (source) {
            case ElectricityMaps.NAME -> electricityMaps();
            case UkIntensity.NAME ->
                    new UkIntensity(address("WATTLE_UK_URL", UkIntensity.ADDRESS), client());
            case WattTime.NAME -> wattTime();
            default ->
                    throw new Failure(
                            Exit.INVALID_INPUT,
                            60,
                            "no source of grid data is called \"" + source + "\"",
                            "Those that can be asked: " + NAMES);
        };
    }

    private IntensityHistory wattTime() throws GridException {
        try {
            return new WattTimeHistory(
                    WattTime.of(
                            address("WATTLE_WATTTIME_URL", WattTime.ADDRESS),
                            new Credentials(environment, home.folder()),
                            client()));
        } catch (CredentialsException refused) {
            throw new Failure(
                    Exit.NOT_AUTHORISED, 61, String.valueOf(refused.getMessage()), "", refused);
        }
    }

    private IntensityHistory electricityMaps() throws GridException {
        try {
            return new ElectricityMapsHistory(
                    ElectricityMaps.of(
                            address("WATTLE_ELECTRICITYMAPS_URL", ElectricityMaps.ADDRESS),
                            ApiVersion.CURRENT,
                            new Credentials(environment, home.folder()),
                            client()),
                    Granularity.HOURLY,
                    true);
        } catch (CredentialsException refused) {
            throw new Failure(
                    Exit.NOT_AUTHORISED, 61, String.valueOf(refused.getMessage()), "", refused);
        }
    }

    /// The service's own address, or another that the environment names, such as a proxy.
    private URI address(String variable, URI own) {
        String other = environment.getOrDefault(variable, "");
        return other.isEmpty() ? own : Addresses.base(variable, other);
    }

    private JsonClient client() {
        var client = JsonClient.forData(HttpListener.NONE, Clock.systemUTC());
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
