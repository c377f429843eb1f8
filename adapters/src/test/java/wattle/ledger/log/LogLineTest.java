package wattle.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.ledger.State;

class LogLineTest {

    private static final UUID ID = UUID.fromString("0195519a-1234-7abc-8def-0123456789ab");

    private static final LogLine LINE =
            new LogLine(
                    7,
                    Instant.parse("2026-03-01T04:05:00.250Z"),
                    Event.REVISED,
                    ID,
                    2,
                    "survey/m07",
                    State.PUBLISHED,
                    "Ada \"Ö\"",
                    "ab".repeat(32),
                    "hours were swapped");

    private static final String TEXT =
            """
            {"index":7,"at":"2026-03-01T04:05:00.250Z","event":"revised",\
            "id":"0195519a-1234-7abc-8def-0123456789ab","revision":2,"key":"survey/m07",\
            "state":"published","submitter":"Ada \\"Ö\\"","claim_sha256":"HASH",\
            "reason":"hours were swapped"}\
            """
                    .replace("HASH", "ab".repeat(32));

    @Test
    void aLineReadsAsAReaderWouldWriteIt() {
        assertThat(LINE.text()).isEqualTo(TEXT);
        assertThat(LogLine.parse(TEXT.getBytes(UTF_8))).isEqualTo(LINE);
    }

    @Test
    void aWithdrawalHasNoClaim() {
        var line =
                new LogLine(
                        0,
                        Instant.EPOCH,
                        Event.WITHDRAWN,
                        ID,
                        3,
                        "k",
                        State.WITHDRAWN,
                        "Ada",
                        null,
                        null);
        assertThat(line.text()).doesNotContain("claim_sha256").doesNotContain("reason");
        assertThat(LogLine.parse(line.bytes())).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"index\":7}",
                "{\"index\":7,\"index\":7}",
                "[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void nothingElseIsALine(String text) {
        assertThatThrownBy(() -> LogLine.parse(text.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// The same line in other bytes would have another hash.
    @Test
    void anotherFormOfTheSameLineIsRefused() {
        for (String other :
                new String[] {
                    TEXT + " ",
                    TEXT.replace(",", ", "),
                    TEXT.replace("\"Ada", "\"\\u0041da"),
                    TEXT.replace("{\"index\":7,", "{\"index\":7,\"more\":1,"),
                    TEXT.replace("revised", "edited"),
                    TEXT.replace("published", "seen")
                }) {
            assertThat(other).isNotEqualTo(TEXT);
            assertThatThrownBy(() -> LogLine.parse(other.getBytes(UTF_8)))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theSaltMakesTheSameTextAnother() {
        byte[] text = "{}".getBytes(UTF_8);
        byte[] salt = new byte[SaltedHash.SALT_BYTES];
        // (head -c 16 /dev/zero; printf '{}') | sha256sum
        assertThat(SaltedHash.of(salt, text))
                .isEqualTo("333b13ff02f57ae18049b82ca66f37592c5a3d8fd54e44e23ae5c7085c24fd2a");
        salt[0] = 1;
        assertThat(SaltedHash.of(salt, text)).doesNotContain("333b13ff");
        assertThatThrownBy(() -> SaltedHash.of(new byte[15], text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
