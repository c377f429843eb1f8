package wattle.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// Refuses what goes beyond so many characters.
final class BoundedWriter extends FilterWriter {

    private long left;

    BoundedWriter(Writer to, long most) {
        super(to);
        left = most;
    }

    @Override
    public void write(int character) throws IOException {
        take(1);
        super.write(character);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        take(length);
        super.write(text, from, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        take(length);
        super.write(text, from, length);
    }

    private void take(int length) {
        left -= length;
        if (left < 0) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    384,
                    "the answer is too long to be sent",
                    "Ask for a shorter time, or use the command line.");
        }
    }
}
