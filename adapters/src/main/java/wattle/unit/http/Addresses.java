package wattle.unit.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Addresses of a service's methods.
public final class Addresses {

    private Addresses() {}

    /// The address of a service.
    ///
    /// @throws IllegalArgumentException if it is not http:// or https:// with a host; the message
    ///   does not quote it, because it may hold a password
    public static URI base(String what, String address) {
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException notAnAddress) {
            throw new IllegalArgumentException(what + " is no address", null);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    what + " must be an http:// or https:// address with a host");
        }
        return uri;
    }

    /// A method's address.
    ///
    /// @param base with or without a slash at its end
    /// @param path encoded, without a slash at its beginning
    /// @param query names and values as they are; must hold no secret
    public static URI of(URI base, String path, Map<String, String> query) {
        var address = new StringBuilder(base.toString());
        if (!address.isEmpty() && address.charAt(address.length() - 1) != '/') {
            address.append('/');
        }
        address.append(path);
        char separator = '?';
        for (Map.Entry<String, String> each : query.entrySet()) {
            address.append(separator)
                    .append(encoded(each.getKey()))
                    .append('=')
                    .append(encoded(each.getValue()));
            separator = '&';
        }
        return URI.create(address.toString());
    }

    /// A name or value as part of a path or query.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
