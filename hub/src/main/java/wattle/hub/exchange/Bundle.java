package wattle.hub.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import wattle.report.Versions;

/// A zip of claims that others can use and cite: tables, JSON, their descriptions as Frictionless
/// data package and as Croissant, and the SHA-256 of each file. The same claims at the same time
/// give the same bytes.
///
/// @param claims in order
/// @param made when
/// @param versions of the program and its data
public record Bundle(List<CheckedClaim> claims, Instant made, Versions versions) {

    /// Of every file in the zip, so that its bytes do not depend on when it was made.
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    public Bundle {
        claims = List.copyOf(claims);
    }

    /// The stream stays open.
    ///
    /// @throws IOException if it cannot be written to
    public void write(OutputStream out) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("claims.csv", csv(ClaimCsv.Flavour.RAW));
        files.put("claims-spreadsheet.csv", csv(ClaimCsv.Flavour.SPREADSHEET));
        files.put("claims.json", json());
        var description = new Descriptions(files, made, versions);
        files.put("datapackage.json", description.dataPackage());
        files.put("croissant.json", description.croissant());
        files.put("SHA256SUMS", sums(files));
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            var entry = new ZipEntry(each.getKey());
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            zip.write(each.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    private byte[] csv(ClaimCsv.Flavour flavour) {
        var bytes = new ByteArrayOutputStream();
        try (var rows =
                new ClaimCsv(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), flavour)) {
            claims.forEach(rows::add);
        }
        return bytes.toByteArray();
    }

    private byte[] json() {
        var text = new StringWriter();
        CheckedClaimJson.page(claims, null, versions, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// As `sha256sum --check` reads them.
    private static byte[] sums(Map<String, byte[]> files) {
        var text = new StringBuilder();
        files.forEach(
                (name, bytes) -> text.append(sha256(bytes)).append("  ").append(name).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every JDK has SHA-256.
        }
    }
}
