package wattle.ledger.sql;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Identifiers of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds since 1970, so that
/// those of one time lie together in an index, and 74 random bits, so that nobody can guess one.
final class Uuid7 {

    private static final long VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Uuid7() {}

    static UUID next(Instant now, SecureRandom random) {
        long time = now.toEpochMilli() << 16;
        long version = VERSION | (random.nextLong() & 0x0fff);
        long low = VARIANT | (random.nextLong() & 0x3fff_ffff_ffff_ffffL);
        return new UUID(time | version, low);
    }
}
