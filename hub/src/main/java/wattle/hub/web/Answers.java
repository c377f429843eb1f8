package wattle.hub.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// How an answer is given.
public final class Answers {

    public static final String JSON = "application/json";

    private Answers() {}

    /// With status 200. A GET gets a tag by its content, and 304 where the client has that already.
    /// The tag is a weak one: the same content is sent compressed, too.
    public static void json(Context context, String json) {
        send(context, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /// As [#json], of any type.
    public static void send(Context context, String contentType, byte[] body) {
        boolean get =
                context.method().equals(HandlerType.GET)
                        || context.method().equals(HandlerType.HEAD);
        if (get) {
            String tag = tag(body);
            context.header("ETag", tag);
            context.header("Cache-Control", "no-cache");
            if (has(context, tag)) {
                context.status(304);
                return;
            }
        }
        context.contentType(contentType);
        context.result(body);
    }

    /// By content.
    static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\"" + HexFormat.of().formatHex(Arrays.copyOf(digest, 16)) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static boolean has(Context context, String tag) {
        String header = context.header("If-None-Match");
        if (header == null) {
            return false;
        }
        String bare = tag.substring("W/".length());
        for (String each : header.split(",", -1)) {
            String one = each.strip();
            if (one.equals("*") || one.equals(tag) || one.equals(bare)) {
                return true;
            }
        }
        return false;
    }
}
