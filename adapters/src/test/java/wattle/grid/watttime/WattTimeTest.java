package wattle.grid.watttime;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.unit.http.Credentials;
import wattle.unit.http.JsonClient;

/// Signing in, regions, access.
class WattTimeTest {

    private static final PlayedWattTime PLAYED = new PlayedWattTime();

    @RegisterExtension static final WireMockExtension SERVER = PlayedWattTime.server(PLAYED);

    private static final JsonClient CLIENT = PLAYED.client();

    @BeforeEach
    void play() {
        PLAYED.play(SERVER);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static void refused(ThrowingCallable call, Reason reason, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GridException.class,
                        told -> {
                            assertThat(told.reason()).isEqualTo(reason);
                            assertThat(told.getMessage()).contains(words);
                            for (String secret : PlayedWattTime.secrets()) {
                                assertThat(told.getMessage()).doesNotContain(secret);
                            }
                        });
    }

    @Test
    void theRegionOfAPlaceDependsOnTheSignal() throws Exception {
        WattTime account = PLAYED.account(SERVER, CLIENT);
        assertThat(account.regionAt(42.372, -72.519, WattTimeSignal.CO2_MOER))
                .isEqualTo(new GridZone("watttime", "ISONE_WCMA"));
        refused(
                () -> account.regionAt(-80, 0, WattTimeSignal.CO2_MOER),
                Reason.UNKNOWN_ZONE,
                "-80.0, 0.0");
        assertThat(PLAYED.logins).isEqualTo(1);
    }

    @Test
    void tellsWhatTheAccountMayRead() throws Exception {
        assertThat(PLAYED.account(SERVER, CLIENT).access())
                .containsExactly(
                        new WattTime.Access(
                                "co2_moer",
                                "CAISO_NORTH",
                                "California ISO Northern",
                                List.of("v3/forecast", "v3/historical")));
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() {
        var account = new WattTime(URI.create(SERVER.baseUrl()), "me", "wrong-word", CLIENT);
        refused(account::access, Reason.NOT_AUTHORISED, "user name or password is wrong");
        assertThatThrownBy(account::access).hasMessageNotContaining("wrong-word");
    }

    @Test
    void noTokenIsShownWhateverTheAnswerToTheLogin() {
        for (String body :
                List.of(
                        "{\"token\":\"secret-token-cut",
                        "secret-token-bare",
                        "{\"tokens\":[\"secret-token-list\"]}")) {
            SERVER.stubFor(get(urlPathEqualTo("/login")).willReturn(okJson(body)));
            refused(() -> PLAYED.account(SERVER, CLIENT).access(), Reason.MALFORMED, "/login");
        }
        SERVER.stubFor(
                get(urlPathEqualTo("/login"))
                        .willReturn(aResponse().withStatus(500).withBody("secret-token-500")));
        refused(() -> PLAYED.account(SERVER, CLIENT).access(), Reason.UNREACHABLE, "500");
    }

    @Test
    void nothingSecretIsEverInAnAddress() throws Exception {
        PLAYED.account(SERVER, CLIENT).regionAt(42, -72, WattTimeSignal.CO2_MOER);
        assertThat(SERVER.getAllServeEvents()).hasSize(2);
        for (ServeEvent each : SERVER.getAllServeEvents()) {
            assertThat(each.getRequest().getUrl())
                    .doesNotContain(PlayedWattTime.USER, PlayedWattTime.PASSWORD, "token");
            LoggedResponse response = each.getResponse();
            assertThat(response.getStatus()).isEqualTo(200);
        }
        SERVER.verify(1, getRequestedFor(urlPathEqualTo("/login")));
    }

    @Test
    void withoutAnAccountItSaysWhatToDo(@TempDir Path home) throws Exception {
        var none = new Credentials(Map.of(), home);
        refused(
                () -> WattTime.of(WattTime.ADDRESS, none, CLIENT),
                Reason.NOT_AUTHORISED,
                "WATTTIME_USER",
                "watttime.user",
                home.resolve("credentials").toString());
        var half = new Credentials(Map.of("WATTTIME_USER", "me"), home);
        refused(
                () -> WattTime.of(WattTime.ADDRESS, half, CLIENT),
                Reason.NOT_AUTHORISED,
                "WATTTIME_PASSWORD");
        var both =
                new Credentials(
                        Map.of("WATTTIME_USER", "me", "WATTTIME_PASSWORD", "pass-word"), home);
        assertThat(WattTime.of(WattTime.ADDRESS, both, CLIENT)).hasToString("WattTime");
    }

    @Test
    void whatIsNoCarbonIntensityIsRefusedByName() throws Exception {
        assertThat(WattTimeSignal.of("CO2_moer")).isEqualTo(WattTimeSignal.CO2_MOER);
        refused(() -> WattTimeSignal.of("health_damage"), Reason.NOT_OFFERED, "money");
        refused(() -> WattTimeSignal.of("percentile"), Reason.NOT_OFFERED, "0 to 100");
        refused(() -> WattTimeSignal.of("co2_lrmer"), Reason.NOT_OFFERED, "co2_lrmer");
    }
}
