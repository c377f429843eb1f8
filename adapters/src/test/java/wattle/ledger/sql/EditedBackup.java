package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import wattle.ledger.LedgerException;

/// A backup of a store with something in every table, to be edited line by line.
final class EditedBackup {

    private final Path folder;
    private final byte[] whole;
    private final List<String> lines;

    EditedBackup(Path folder, Database store) throws IOException, LedgerException {
        this.folder = folder;
        Path file = folder.resolve("whole");
        Backup.write(store, file, Clock.systemUTC());
        whole = Files.readAllBytes(file);
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    byte[] whole() {
        return whole.clone();
    }

    /// To be edited.
    List<String> lines() {
        return new ArrayList<>(lines);
    }

    /// The line that begins a table, by its place.
    int table(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("{\"table\":\"" + name + "\"")) {
                return i;
            }
        }
        throw new AssertionError(name);
    }

    /// With another first row of a table.
    List<String> row(String table, UnaryOperator<String> edit) {
        List<String> edited = lines();
        int first = table(table) + 1;
        edited.set(first, edit.apply(lines.get(first)));
        assertThat(edited).isNotEqualTo(lines);
        return edited;
    }

    List<String> replaced(String table, String pattern, String by) {
        return row(table, row -> row.replaceFirst(pattern, by));
    }

    /// With another line that begins a table.
    List<String> header(String table, String pattern, String by) {
        List<String> edited = lines();
        edited.set(table(table), lines.get(table(table)).replaceFirst(pattern, by));
        assertThat(edited).isNotEqualTo(lines);
        return edited;
    }

    /// With the hash that its lines have now.
    static String sealed(List<String> edited) {
        int last = edited.size() - 1;
        String body = String.join("\n", edited.subList(0, last)) + "\n";
        String hash =
                HexFormat.of()
                        .formatHex(
                                BackupLines.sha256().digest(body.getBytes(StandardCharsets.UTF_8)));
        return body
                + edited.get(last).replaceFirst("\"sha256\":\"[0-9a-f]*", "\"sha256\":\"" + hash)
                + "\n";
    }

    /// In a file.
    Path zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Files.write(folder.resolve("edited"), bytes.toByteArray());
    }
}
