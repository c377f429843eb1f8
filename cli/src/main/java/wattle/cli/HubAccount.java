package wattle.cli;

import java.net.URI;
import java.util.Map;
import wattle.report.hub.Hub;
import wattle.unit.http.Credential;
import wattle.unit.http.Credentials;
import wattle.unit.http.CredentialsException;

/// The hub that runs are sent to: its address from an option, its token from the environment or the
/// file of credentials, and never from an option, which everybody on the machine can read.
final class HubAccount {

    private HubAccount() {}

    /// @param option that the address was given with
    /// @throws Failure if the address is none, or there is no token
    static Hub of(String option, String address, Map<String, String> environment, Home home) {
        URI uri;
        try {
            uri = Hub.address(option, address);
        } catch (IllegalArgumentException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    340,
                    String.valueOf(wrong.getMessage()),
                    "For example: " + option + " http://localhost:8080",
                    wrong);
        }
        var credentials = new Credentials(environment, home.folder());
        try {
            String token = credentials.find(Credential.WATTLE_TOKEN);
            if (token != null) {
                return new Hub(uri, token);
            }
        } catch (CredentialsException refused) {
            throw new Failure(
                    Exit.NOT_AUTHORISED, 341, String.valueOf(refused.getMessage()), "", refused);
        }
        throw new Failure(
                Exit.NOT_AUTHORISED,
                342,
                option + " needs a token of the hub",
                "Whoever runs it makes one with wattle hub token create --scope submit; then "
                        + credentials.remedy(Credential.WATTLE_TOKEN)
                        + ".");
    }

    /// The hub in words, with a warning where others may read what is sent.
    static String named(Hub hub) {
        return hub + (hub.isOpen() ? " (not encrypted: others on the way can read it)" : "");
    }
}
