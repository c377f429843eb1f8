package wattle.grid.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.testing.Property;

class CacheFileTest {

    private static Stored random(Random random) {
        Observed some = Values.random(random, "model 2026-01, beta", 1 + random.nextInt(100));
        return Stored.nothing(CacheKey.of(some))
                .with(Values.span(0, 200), Values.LONG_AFTER, some)
                .with(Values.span(20, 30), Values.LONG_AFTER.plusSeconds(7200), null);
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Property.forAll(
                200,
                random -> {
                    Stored stored = random(random);
                    Stored read = CacheCodec.stored(CacheFile.of(CacheCodec.file(stored).bytes()));
                    assertThat(read.key()).isEqualTo(stored.key());
                    assertThat(read.asked()).isEqualTo(stored.asked());
                    Observed before = Objects.requireNonNull(stored.values());
                    Observed after = Objects.requireNonNull(read.values());
                    assertThat(after.gramsPerKilowattHour())
                            .isEqualTo(before.gramsPerKilowattHour());
                    for (int i = 0; i < before.gramsPerKilowattHour().size(); i++) {
                        assertThat(after.quality(i)).isEqualTo(before.quality(i));
                    }
                    assertThat(after.source()).isEqualTo(before.source());
                    assertThat(after.retrievedAt()).isEqualTo(before.retrievedAt());
                });
    }

    @Test
    void nothingIsWrittenAndReadToo() throws Exception {
        Stored stored =
                Stored.nothing(new CacheKey(Values.ZONE, Values.LABELS, ""))
                        .with(Values.span(0, 5), Values.LONG_AFTER, null);
        assertThat(CacheCodec.stored(CacheFile.of(CacheCodec.file(stored).bytes())))
                .isEqualTo(stored);
    }

    @Test
    void everyDamagedByteAndEveryCutIsNoticed() throws Exception {
        byte[] whole = CacheCodec.file(random(new Random(7))).bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CacheFile.of(cut)).isInstanceOf(MalformedCacheException.class);
            byte[] damaged = whole.clone();
            damaged[length] ^= (byte) (1 << (length % 8));
            assertThatThrownBy(() -> CacheFile.of(damaged))
                    .isInstanceOf(MalformedCacheException.class);
        }
        assertThat(CacheFile.of(whole).values()).isNotNull();
    }

    /// Whoever can write a right checksum can still not make it read without end.
    @Test
    void countsThatCannotBeAreRefused() throws Exception {
        Property.forAll(
                2000,
                random -> {
                    byte[] bytes = CacheCodec.file(random(random)).bytes();
                    int end = bytes.length - 4;
                    for (int i = 0; i < 3; i++) {
                        bytes[8 + random.nextInt(end - 8)] = (byte) random.nextInt();
                    }
                    var crc = new java.util.zip.CRC32C();
                    crc.update(bytes, 0, end);
                    java.nio.ByteBuffer.wrap(bytes)
                            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                            .putInt(end, (int) crc.getValue());
                    try {
                        CacheCodec.stored(CacheFile.of(bytes));
                    } catch (MalformedCacheException refused) {
                        assertThat(refused.getMessage()).isNotBlank();
                    }
                });
    }

    /// Files hold the first letter of a quality: it must be its own, and stay.
    @Test
    void eachQualityHasALetter() {
        Set<Character> letters = new HashSet<>();
        for (Quality each : Quality.values()) {
            letters.add(each.label().charAt(0));
        }
        assertThat(letters.stream().sorted().map(String::valueOf).collect(Collectors.joining()))
                .isEqualTo(
                        "eftmuy"
                                .chars()
                                .sorted()
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining()));
    }

    @Test
    void namesOfFilesAreTheirTextsAlone() {
        assertThat(FileNames.of("US-CAL-CISO")).isEqualTo("US-CAL-CISO");
        assertThat(FileNames.of("")).isEqualTo("%");
        assertThat(FileNames.of("..")).isEqualTo("%2e%2e");
        assertThat(FileNames.of("a/b")).isEqualTo("a%2fb");
        assertThat(FileNames.of("é")).isEqualTo("%c3%a9");
        String one = "x".repeat(500) + "1";
        String two = "x".repeat(500) + "2";
        assertThat(FileNames.of(one)).hasSizeLessThan(160).isNotEqualTo(FileNames.of(two));
    }
}
