package wattle.grid.cache;

import java.io.Serial;

/// A file of the cache that is cut off, damaged, or none.
final class MalformedCacheException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    MalformedCacheException(String message) {
        super(message);
    }
}
