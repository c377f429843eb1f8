package wattle.series.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipInputTest {

    private final byte[] content = new byte[300_000];
    private final byte[] packed;

    GzipInputTest() {
        new Random(1).ints(content.length / 2, 0, 9).forEach(each -> content[each * 7919] = 1);
        packed = TestFiles.gzip(content);
    }

    @Test
    void membersAreReadOneAfterTheOther() throws IOException {
        byte[] both = join(packed, TestFiles.gzip(new byte[0]), packed);
        assertThat(unpack(both)).isEqualTo(join(content, content));
    }

    @Test
    void everyCutIsNoticed() {
        byte[] both = join(TestFiles.gzip(new byte[] {1, 2, 3}), TestFiles.gzip(new byte[] {4, 5}));
        int whole = TestFiles.gzip(new byte[] {1, 2, 3}).length;
        for (int length = 1; length < both.length; length++) {
            byte[] cut = Arrays.copyOf(both, length);
            if (length != whole) {
                assertThatThrownBy(() -> unpack(cut))
                        .as("cut to " + length)
                        .isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void everyFlippedBitIsNoticedOrHarmless() {
        byte[] plain = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] good = TestFiles.gzip(plain);
        for (int bit = 16; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                // Time stamp, system and flags of the header do not touch the content.
                assertThat(unpack(bad)).isEqualTo(plain);
            } catch (IOException noticed) {
                assertThat(noticed).isInstanceOfAny(EOFException.class, ZipException.class);
            }
        }
    }

    @Test
    void aMillionEmptyMembersAreNoStackOverflow() throws IOException {
        byte[] empty = TestFiles.gzip(new byte[0]);
        byte[] many = new byte[empty.length * 1_000_000];
        for (int i = 0; i < many.length; i += empty.length) {
            System.arraycopy(empty, 0, many, i, empty.length);
        }
        assertThat(unpack(many)).isEmpty();
    }

    @Test
    void somethingBehindThePackedDataIsRefused() {
        assertThatThrownBy(() ->
                        unpack(
                                join(
                                        packed,
                                        "and more"
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8))))
                .isInstanceOf(ZipException.class)
                .hasMessage("there is something else after the end of the packed data");
    }

    @Test
    void aStreamThatTricklesIsReadTheSame() throws IOException {
        var trickle =
                new FilterInputStream(new ByteArrayInputStream(join(packed, packed))) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return super.read(target, offset, Math.min(3, length));
                    }
                };
        try (var gzip = new GzipInput(trickle)) {
            assertThat(gzip.readAllBytes()).isEqualTo(join(content, content));
        }
    }

    private static byte[] unpack(byte[] bytes) throws IOException {
        try (var gzip = new GzipInput(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        }
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }
}
