package wattle.series.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class Utf8ReaderTest {

    private static final String TEXT = "\uFEFFa,µ€😀\n".repeat(40_000);

    @Test
    void onlyTheFirstByteOrderMarkIsLeftOut() throws IOException {
        assertThat(read(TEXT.getBytes(UTF_8), Long.MAX_VALUE)).isEqualTo(TEXT.substring(1));
        assertThat(read("\uFEFF".getBytes(UTF_8), 9)).isEmpty();
    }

    @Test
    void whatComesBeforeAFaultIsHandedOut() {
        byte[] bytes = (TEXT + "end").getBytes(UTF_8);
        bytes[bytes.length - 1] = (byte) 0xff;
        var before = new StringWriter();
        assertThatThrownBy(() ->
                        new Utf8Reader(new ByteArrayInputStream(bytes), Long.MAX_VALUE)
                                .transferTo(before))
                .isInstanceOf(Utf8Reader.Fault.class)
                .hasMessage("the text is not UTF-8");
        assertThat(before.toString()).isEqualTo(TEXT.substring(1) + "en");
    }

    @Test
    void aCharacterThatIsCutOffIsAFault() {
        assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xe2, (byte) 0x82}, 9))
                .hasMessage("the text is not UTF-8");
    }

    @Test
    void aFileBeyondItsBoundIsAFault() throws IOException {
        assertThat(read(new byte[] {'a', 'b', 'c'}, 3)).isEqualTo("abc");
        assertThatThrownBy(() -> read(new byte[] {'a', 'b', 'c'}, 2))
                .hasMessage("the file holds more than 2 bytes");
    }

    private static String read(byte[] bytes, long mostBytes) throws IOException {
        var text = new StringWriter();
        try (var reader = new Utf8Reader(new ByteArrayInputStream(bytes), mostBytes)) {
            reader.transferTo(text);
        }
        return text.toString();
    }
}
