package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class Uuid7Test {

    /// The time of the example of RFC 9562, appendix A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F.
    private static final Instant TIME = Instant.ofEpochMilli(0x017F22E279B0L);

    @Test
    void itBeginsWithItsTimeAndSaysItsVersion() {
        Set<UUID> all = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            UUID id = Uuid7.next(TIME, new SecureRandom());
            assertThat(id.toString()).startsWith("017f22e2-79b0-7");
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(all.add(id)).isTrue();
        }
    }

    @Test
    void laterOnesComeLater() {
        var random = new SecureRandom();
        String last = "";
        for (int i = 0; i < 100; i++) {
            String id = Uuid7.next(TIME.plusMillis(i), random).toString();
            assertThat(id).isGreaterThan(last);
            last = id;
        }
    }
}
