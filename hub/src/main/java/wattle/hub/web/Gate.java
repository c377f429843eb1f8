package wattle.hub.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import wattle.ledger.Scope;

/// What every request passes before anybody answers it: it gets a number, the headers of all
/// answers, is counted against what its token or address may ask, and is told who it is from.
/// Threads share it.
final class Gate {

    private static final String NUMBER = "wattle.number";
    private static final String IDENTITY = "wattle.identity";
    private static final int LONGEST_TOKEN = 512;

    /// As many tokens or addresses as are remembered.
    private static final int CLIENTS = 20_000;

    private final Access access;
    private final LongSupplier nanos;
    private final TokenBuckets addresses;
    private final TokenBuckets tokens;

    Gate(Access access, Limits limits, LongSupplier nanos) {
        this.access = access;
        this.nanos = nanos;
        addresses = new TokenBuckets(limits.addressRequests(), CLIENTS);
        tokens = new TokenBuckets(limits.tokenRequests(), CLIENTS);
    }

    void pass(Context context) {
        context.attribute(NUMBER, UUID.randomUUID().toString());
        headers(context);
        String token = token(context);
        Access.@Nullable Identity identity = token == null ? null : access.identify(token);
        limit(context, identity);
        if (token != null && identity == null) {
            throw unauthorised("the token is not known, has expired or was revoked");
        }
        if (identity != null) {
            context.attribute(IDENTITY, identity);
        }
    }

    /// The request's number, in answers and in the log.
    static String number(Context context) {
        String number = context.attribute(NUMBER);
        return "urn:uuid:" + (number == null ? new UUID(0, 0) : number);
    }

    /// Whose token it came with; null where it came without one.
    static Access.@Nullable Identity identity(Context context) {
        return context.attribute(IDENTITY);
    }

    /// Refuses those whose token has not the scope.
    static void require(Context context, Scope scope) {
        Access.@Nullable Identity identity = identity(context);
        if (identity == null) {
            throw unauthorised("this needs a token with the scope " + scope.label());
        }
        if (!identity.allows(scope)) {
            throw new ProblemException(
                    Problem.of(403, "the token has not the scope " + scope.label()));
        }
    }

    private static ProblemException unauthorised(String why) {
        return new ProblemException(
                Problem.of(401, why), Map.of("WWW-Authenticate", "Bearer realm=\"wattle\""));
    }

    private static void headers(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
        context.header("Vary", "Accept-Encoding, Authorization");
    }

    /// `Authorization: Bearer …`, or `x-api-token`, which clients of CodeCarbon send.
    private static @Nullable String token(Context context) {
        String header = context.header("Authorization");
        String token;
        if (header == null) {
            token = context.header("x-api-token");
            if (token == null) {
                return null;
            }
        } else if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            token = header.substring(7).strip();
        } else {
            throw unauthorised("send the token as Authorization: Bearer TOKEN");
        }
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            throw unauthorised("the token is not known, has expired or was revoked");
        }
        return token;
    }

    private void limit(Context context, Access.@Nullable Identity identity) {
        TokenBuckets buckets = identity == null ? addresses : tokens;
        TokenBuckets.Taken taken =
                buckets.take(
                        identity == null ? network(context.req().getRemoteAddr()) : identity.id(),
                        nanos.getAsLong());
        context.header("RateLimit-Limit", Integer.toString(buckets.capacity()));
        context.header("RateLimit-Remaining", Integer.toString(taken.remaining()));
        context.header("RateLimit-Reset", Long.toString(taken.resetSeconds()));
        if (!taken.allowed()) {
            throw new ProblemException(
                    Problem.of(
                            429,
                            "more than "
                                    + buckets.capacity()
                                    + " requests a minute: wait "
                                    + taken.retrySeconds()
                                    + " s"),
                    Map.of("Retry-After", Long.toString(taken.retrySeconds())));
        }
    }

    /// An address of IPv4, or the 64 bits of one of IPv6 that one customer has for himself.
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress(); // A literal: no look-up.
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
        } catch (UnknownHostException noLiteral) {
            return address;
        }
    }
}
