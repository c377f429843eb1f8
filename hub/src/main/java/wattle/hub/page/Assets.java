package wattle.hub.page;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Router;

/// Style, scripts and the icon. Each has an address with a digest of its content in it, so that a
/// browser may keep it for ever. Read and compressed when it is first asked for. Threads share it.
public final class Assets {

    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private static final List<String> ALL =
            List.of(
                    "wattle.css",
                    "wattle.js",
                    "charts.js",
                    "live.js",
                    "icon.svg",
                    "htmx.min.js",
                    "echarts.min.js");

    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    /// A file as it is sent.
    private static final class Asset {

        private final byte[] plain;
        private final byte[] compressed;
        private final String digest;

        Asset(byte[] plain) {
            this.plain = plain;
            compressed = compressed(plain);
            digest = digest(plain);
        }
    }

    /// The address of a file.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public String at(String name) {
        return "/assets/" + asset(name).digest + "/" + name;
    }

    void addTo(Router router) {
        router.get("/assets/{digest}/{name}", this::send);
    }

    private void send(Context context) {
        String name = context.pathParam("name");
        if (!ALL.contains(name) || !asset(name).digest.equals(context.pathParam("digest"))) {
            throw new ProblemException(
                    Problem.of(404, "there is no such file: reload the page that named it"));
        }
        Asset asset = asset(name);
        context.contentType(
                Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1))));
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        String accepted = context.header("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            context.header("Content-Encoding", "gzip");
            context.result(asset.compressed);
        } else {
            context.result(asset.plain);
        }
    }

    private Asset asset(String name) {
        return known.computeIfAbsent(name, Assets::read);
    }

    private static Asset read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("asset/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no file " + name);
            }
            return new Asset(in.readAllBytes());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static byte[] compressed(byte[] plain) {
        var out = new ByteArrayOutputStream(plain.length / 3);
        try (var gzip =
                new GZIPOutputStream(out) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(all, 8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
