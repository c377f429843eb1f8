package wattle.hub.web;

import java.util.LinkedHashMap;
import java.util.Map;

/// How many requests each of many clients may still send: a bucket for each that holds `capacity`
/// and is filled again within a minute, evenly. Remembers so many clients and forgets the one that
/// was not seen for longest, so that its memory is bounded whoever asks. Threads share it.
final class TokenBuckets {

    private static final double NANOS_PER_MINUTE = 60e9;

    private final int capacity;
    private final Map<String, Bucket> buckets;

    private static final class Bucket {
        private double tokens;
        private long at;
    }

    /// What is left after a request.
    ///
    /// @param allowed whether there was a token for it
    /// @param remaining whole tokens that are left
    /// @param resetSeconds until the bucket is full again, rounded up
    /// @param retrySeconds until there is one token, rounded up; 0 where there is
    record Taken(boolean allowed, int remaining, long resetSeconds, long retrySeconds) {}

    /// @param clients as many as are remembered
    TokenBuckets(int capacity, int clients) {
        this.capacity = capacity;
        this.buckets =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                        return size() > clients;
                    }
                };
    }

    int capacity() {
        return capacity;
    }

    /// @param nanos of a monotonic clock
    synchronized Taken take(String client, long nanos) {
        double perNano = capacity / NANOS_PER_MINUTE;
        Bucket bucket = buckets.get(client);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = capacity;
            bucket.at = nanos;
            buckets.put(client, bucket);
        }
        long passed = Math.max(0, nanos - bucket.at);
        bucket.tokens = Math.min(capacity, bucket.tokens + passed * perNano);
        bucket.at += passed;
        boolean allowed = bucket.tokens >= 1;
        if (allowed) {
            bucket.tokens -= 1;
        }
        return new Taken(
                allowed,
                (int) bucket.tokens,
                seconds((capacity - bucket.tokens) / perNano),
                bucket.tokens >= 1 ? 0 : seconds((1 - bucket.tokens) / perNano));
    }

    synchronized int clients() {
        return buckets.size();
    }

    private static long seconds(double nanos) {
        return (long) Math.ceil(nanos / 1e9);
    }
}
