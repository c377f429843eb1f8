package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.testing.SetClock;

/// Tokens on either database.
abstract class TokensContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");

    private final SetClock clock = new SetClock(NOW);
    private Database database;
    private Tokens tokens;

    abstract Database empty() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = empty();
        tokens = new Tokens(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTokenIsGoodForItsScope() throws Exception {
        for (Scope scope : Scope.values()) {
            Secret secret = tokens.create(scope.label(), scope, null);
            assertThat(tokens.check(secret.reveal()))
                    .hasValueSatisfying(token -> {
                        assertThat(token.scope()).isEqualTo(scope);
                        assertThat(token.name()).isEqualTo(scope.label());
                        assertThat(token.createdAt()).isEqualTo(NOW);
                    });
        }
        assertThat(tokens.list())
                .extracting(Token::name)
                .containsExactlyInAnyOrder("read", "submit", "admin");
    }

    @Test
    void aScopeAllowsWhatThoseBeforeItDo() {
        for (Scope each : Scope.values()) {
            assertThat(each.allows(Scope.READ)).isTrue();
            assertThat(each.allows(Scope.SUBMIT)).isEqualTo(each != Scope.READ);
            assertThat(each.allows(Scope.ADMIN)).isEqualTo(each == Scope.ADMIN);
        }
    }

    @Test
    void aTokenEndsWhenItExpires() throws Exception {
        Secret secret = tokens.create("Ada", Scope.SUBMIT, NOW.plusSeconds(60));
        clock.goOn(Duration.ofSeconds(59));
        assertThat(tokens.check(secret.reveal())).isPresent();
        clock.goOn(Duration.ofSeconds(1));
        assertThat(tokens.check(secret.reveal())).isEmpty();
        assertThatThrownBy(() -> tokens.create("Bob", Scope.READ, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokenThatIsRevokedIsGoodForNothing() throws Exception {
        Secret secret = tokens.create("Ada", Scope.ADMIN, null);
        Secret other = tokens.create("Bob", Scope.ADMIN, null);
        assertThat(tokens.revoke(secret.prefix())).isTrue();
        assertThat(tokens.revoke(secret.prefix())).isFalse();
        assertThat(tokens.revoke("nothing0")).isFalse();
        assertThat(tokens.check(secret.reveal())).isEmpty();
        assertThat(tokens.check(other.reveal())).isPresent();
        assertThat(tokens.list()).extracting(Token::revokedAt).containsExactlyInAnyOrder(NOW, null);
    }

    @Test
    void nothingElseIsAToken() throws Exception {
        String secret = tokens.create("Ada", Scope.ADMIN, null).reveal();
        String stranger = Secret.random(new java.security.SecureRandom()).reveal();
        assertThat(tokens.check(stranger)).isEmpty();
        for (String wrong :
                new String[] {
                    "",
                    "wattle_",
                    secret.substring(1),
                    secret + "0",
                    secret.toLowerCase(java.util.Locale.ROOT),
                    secret.replace('w', 'W'),
                    " " + secret,
                    "\0"
                }) {
            assertThat(tokens.check(wrong)).as(wrong).isEmpty();
        }
        for (int i = 0; i < secret.length(); i++) {
            char letter = secret.charAt(i) == 'a' ? 'b' : 'a';
            String changed = secret.substring(0, i) + letter + secret.substring(i + 1);
            assertThat(Secret.of(changed)).isEmpty();
            assertThat(tokens.check(changed)).isEmpty();
        }
    }

    /// One whose prefix and checksum are right, and whose other letters are not.
    @Test
    void theHashTellsWhereThePrefixIsTheSame() throws Exception {
        String secret = tokens.create("Ada", Scope.ADMIN, null).reveal();
        Set<String> forged = Forged.of(secret, 50);
        assertThat(forged).hasSize(50);
        for (String each : forged) {
            assertThat(Secret.of(each)).isPresent();
            assertThat(tokens.check(each)).isEmpty();
        }
    }

    @Test
    void lastUseIsKeptToTheHour() throws Exception {
        Secret secret = tokens.create("Ada", Scope.READ, null);
        assertThat(tokens.list().getFirst().lastUsedAt()).isNull();
        tokens.check(secret.reveal());
        assertThat(tokens.list().getFirst().lastUsedAt()).isEqualTo("2026-03-01T10:00:00Z");
        clock.goOn(Duration.ofMinutes(30));
        tokens.check(secret.reveal());
        assertThat(tokens.list().getFirst().lastUsedAt()).isEqualTo("2026-03-01T10:00:00Z");
        clock.goOn(Duration.ofMinutes(20));
        tokens.check(secret.reveal());
        assertThat(tokens.list().getFirst().lastUsedAt()).isEqualTo("2026-03-01T11:00:00Z");
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        Secret secret = tokens.create("Ada", Scope.READ, null);
        assertThatThrownBy(() -> tokens.create("Ada", Scope.READ, null))
                .isInstanceOf(LedgerException.class);
        tokens.revoke(secret.prefix());
        assertThatThrownBy(() -> tokens.create("Ada", Scope.READ, null))
                .isInstanceOf(LedgerException.class);
        for (String wrong : new String[] {"", " ", "x".repeat(101), "a\0"}) {
            assertThatThrownBy(() -> tokens.create(wrong, Scope.READ, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void secretsAreDifferentLongAndNotPrinted() throws Exception {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Secret secret = Secret.random(new java.security.SecureRandom());
            assertThat(secret.reveal()).matches("wattle_[0-9A-Za-z]{49}");
            assertThat(secret.toString()).hasSize(16).doesNotContain(secret.reveal().substring(16));
            assertThat(all.add(secret.reveal())).isTrue();
        }
    }

    @Test
    void aSessionStandsForItsTokenAndEndsWithIt() throws Exception {
        var sessions = new Sessions(database, clock);
        String token = tokens.create("ada", Scope.SUBMIT, null).reveal();
        String one = sessions.begin(token).orElseThrow();
        String other = sessions.begin(token).orElseThrow();
        assertThat(one).isNotEqualTo(other).hasSize(43).doesNotContain(token);
        for (String each : List.of(one, other)) {
            assertThat(sessions.check(each))
                    .hasValueSatisfying(found -> {
                        assertThat(found.name()).isEqualTo("ada");
                        assertThat(found.scope()).isEqualTo(Scope.SUBMIT);
                    });
        }
        sessions.end(one);
        assertThat(sessions.check(one)).isEmpty();
        assertThat(sessions.check(other)).isPresent();
        tokens.revoke(tokens.list().getFirst().prefix());
        assertThat(sessions.check(other)).isEmpty();
        assertThat(sessions.begin(token)).isEmpty();
    }

    @Test
    void aSessionIsOverAfterADayOfWorkOrWithItsToken() throws Exception {
        var sessions = new Sessions(database, clock);
        String token = tokens.create("ada", Scope.READ, NOW.plus(Duration.ofHours(14))).reveal();
        String first = sessions.begin(token).orElseThrow();
        clock.goOn(Sessions.LIFE.minusMillis(1));
        assertThat(sessions.check(first)).isPresent();
        clock.goOn(Duration.ofMillis(1));
        assertThat(sessions.check(first)).isEmpty();
        String second = sessions.begin(token).orElseThrow();
        clock.goOn(Duration.ofHours(2));
        assertThat(sessions.check(second)).isEmpty();
        assertThat(sessions.begin(token)).isEmpty();
    }

    @Test
    void whatIsNoSessionIsNone() throws Exception {
        var sessions = new Sessions(database, clock);
        for (String each :
                List.of("", "x", "a".repeat(43), "a".repeat(100_000), "' OR 1=1 --", "\0")) {
            assertThat(sessions.check(each)).isEmpty();
            sessions.end(each);
        }
        assertThat(sessions.begin("wattle_nonsense")).isEmpty();
    }
}
