package wattle.series.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pass over a CSV file, cell by cell, within [Limits]: for those who keep other things of a
/// file than [SeriesFile] and [TableFile] do. For one thread and one pass.
public final class CsvFile {

    /// Room for the largest cell and for what is read behind it.
    private static final int BUFFER_CHARACTERS = 4 * Limits.CELL_CHARACTERS;

    private final Path file;
    private final CsvContent content;
    private final Handler handler = new Handler();
    private @Nullable List<String> header;
    private long line;

    private CsvFile(Path file, CsvContent content) {
        this.file = file;
        this.content = content;
    }

    /// @throws InvalidFileException if the file cannot be read to its end, or `content` refuses it
    public static void read(Path file, CsvContent content) {
        var csv = new CsvFile(file, content);
        if (Files.isDirectory(file)) {
            throw csv.whole("is a directory", "Name a file in it.");
        }
        csv.read(() -> Files.newInputStream(file));
    }

    /// What is no file: a table that ships in a jar, or was sent.
    ///
    /// @param name what messages call it
    /// @throws InvalidFileException as in [#read(Path, CsvContent)]
    public static void read(Path name, Opened bytes, CsvContent content) {
        new CsvFile(name, content).read(bytes);
    }

    /// Gives the bytes; they are closed after they were read.
    @FunctionalInterface
    public interface Opened {
        InputStream open() throws IOException;
    }

    private void read(Opened opened) {
        try (InputStream bytes = opened.open();
                var text = new Utf8Reader(unpacked(bytes), Limits.BYTES)) {
            parse(text);
        } catch (NoSuchFileException missing) {
            throw whole("does not exist", "Check the path.");
        } catch (AccessDeniedException denied) {
            throw whole("may not be read by this user", "Give the user permission to read it.");
        } catch (IOException failed) {
            throw whole("cannot be read: " + failed.getMessage(), "Copy it to another place.");
        }
        if (header == null) {
            throw whole("is empty", "The first line must name the columns.");
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        var start = new PushbackInputStream(bytes, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        return gzip ? new GzipInput(start) : start;
    }

    private void parse(Utf8Reader text) throws IOException {
        try (CsvReader<Object> reader =
                CsvReader.builder()
                        .allowUnclosedQuote(false)
                        .skipEmptyLines(false)
                        .maxBufferSize(BUFFER_CHARACTERS)
                        .build(handler, text)) {
            // The handler keeps no record, so this reads to the end.
            if (reader.iterator().hasNext()) {
                throw new IllegalStateException("a record was kept");
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (CsvParseException failed) {
            throw refusal(failed);
        }
    }

    private RuntimeException refusal(CsvParseException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof Utf8Reader.Fault fault) {
            return row(fault.problem, fault.advice);
        }
        if (cause instanceof RuntimeException refused) {
            return refused;
        }
        String why = String.valueOf(failed.getMessage());
        if (why.contains("buffer size")) {
            return tooLong();
        }
        return row(
                why.contains("Unclosed")
                        ? "a quotation mark is opened and never closed"
                        : "there is text after a closing quotation mark",
                "Put quotation marks around a whole cell, and double those within.");
    }

    private InvalidFileException tooLong() {
        return row(
                "a cell is longer than " + Limits.CELL_CHARACTERS + " characters",
                "Check the quotation marks and line ends.");
    }

    private InvalidFileException whole(String problem, String advice) {
        return new InvalidFileException(file, 0, null, problem, advice);
    }

    private InvalidFileException row(String problem, String advice) {
        return new InvalidFileException(file, Math.max(1, line), null, problem, advice);
    }

    /// Hands each cell on and keeps nothing but the header.
    private final class Handler extends AbstractBaseCsvCallbackHandler<Object> {

        private final List<String> names = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
        }

        @Override
        protected void handleField(
                int index, char[] buffer, int offset, int length, boolean quoted) {
            if (length > Limits.CELL_CHARACTERS) {
                throw tooLong();
            }
            if (header == null) {
                if (index >= Limits.COLUMNS) {
                    throw row(
                            "there are more than " + Limits.COLUMNS + " columns",
                            "Check the line ends.");
                }
                names.add(new String(buffer, offset, length).strip());
            } else if (index < header.size()) {
                content.cell(index, line, buffer, offset, length);
            } else {
                throw row(
                        "the row has more cells than the header, which has " + header.size(),
                        "Check the commas; a cell with a comma needs quotation marks.");
            }
        }

        @Override
        protected @Nullable Object buildRecord() {
            if (line > Limits.LINES) {
                throw row(
                        "there are more than " + Limits.LINES + " lines",
                        "Split the file into shorter periods.");
            }
            if (getRecordType() == RecordType.EMPTY) {
                return null;
            }
            if (header == null) {
                header = List.copyOf(names);
                content.header(header, line);
            } else if (getFieldCount() < header.size()) {
                throw row(
                        "the row has "
                                + getFieldCount()
                                + (getFieldCount() == 1 ? " cell" : " cells")
                                + ", the header has "
                                + header.size(),
                        "Complete the row or delete it; check that the file was copied whole.");
            } else {
                content.endRow(line);
            }
            return null;
        }
    }
}
