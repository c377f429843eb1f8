package wattle.hub.threat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.Server;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Subject;

/// Addresses in what is sent: the server never asks anybody.
class RequestForgeryTest {

    @TempDir private Path folder;

    @Test
    void anAddressInAClaimIsATextAndNobodyIsAsked() throws Exception {
        try (var trap = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var claims = new ClaimServer(folder, TestServer.PLENTY)) {
            String address = "http://127.0.0.1:" + trap.getLocalPort() + "/secret";
            Claim claim =
                    new Claim(
                            new Subject(
                                    address, address, null, Set.of(), null, address, null, null,
                                    null),
                            Inputs.UNSTATED,
                            Reported.NOTHING,
                            List.of(),
                            new Evidence(
                                    Method.UNSTATED,
                                    List.of(new Citation(address, address, address, address)),
                                    null,
                                    null,
                                    address));
            String id = claims.sent(Role.ADMIN, claim);
            for (String path :
                    List.of("/v1/claims/" + id, "/v1/dumps/claims.zip", "/v1/analyses")) {
                assertThat(claims.send(Role.NOBODY, "GET", path, Map.of(), null).statusCode())
                        .isEqualTo(200);
            }
            trap.setSoTimeout(300);
            org.assertj.core.api.Assertions.assertThatThrownBy(trap::accept)
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /// Nothing in the hub could ask anybody.
    @Test
    void theHubHasNoClientOfAnything() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "wattle.unit.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .callMethod(java.net.URL.class, "openStream")
                .orShould()
                .callMethod(java.net.URL.class, "openConnection")
                .check(
                        new ClassFileImporter()
                                .importUrl(
                                        Server.class
                                                .getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()));
    }
}
