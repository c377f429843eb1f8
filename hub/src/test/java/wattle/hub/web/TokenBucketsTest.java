package wattle.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBucketGivesWhatItHoldsAndFillsEvenly() {
        var buckets = new TokenBuckets(6, 10);
        for (int left = 5; left >= 0; left--) {
            TokenBuckets.Taken taken = buckets.take("a", 0);
            assertThat(taken.allowed()).isTrue();
            assertThat(taken.remaining()).isEqualTo(left);
        }
        TokenBuckets.Taken refused = buckets.take("a", 0);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retrySeconds()).isEqualTo(10); // 6 a minute.
        assertThat(refused.resetSeconds()).isEqualTo(60);
        assertThat(buckets.take("a", 9 * SECOND).allowed()).isFalse();
        assertThat(buckets.take("a", 10 * SECOND).allowed()).isTrue();
        assertThat(buckets.take("a", 10 * SECOND).allowed()).isFalse();
        assertThat(buckets.take("a", 1000 * SECOND).remaining()).isEqualTo(5);
    }

    @Test
    void clientsDoNotTakeFromEachOther() {
        var buckets = new TokenBuckets(1, 10);
        assertThat(buckets.take("a", 0).allowed()).isTrue();
        assertThat(buckets.take("a", 0).allowed()).isFalse();
        assertThat(buckets.take("b", 0).allowed()).isTrue();
    }

    @Test
    void theOneSeenLongestAgoIsForgotten() {
        var buckets = new TokenBuckets(1, 2);
        buckets.take("a", 0);
        buckets.take("b", 0);
        buckets.take("a", 0);
        buckets.take("c", 0);
        assertThat(buckets.clients()).isEqualTo(2);
        assertThat(buckets.take("a", 0).allowed()).isFalse();
    }

    @Test
    void neighboursOfOneNetworkShareABucketAndOthersDoNot() {
        assertThat(Gate.network("192.0.2.1")).isNotEqualTo(Gate.network("192.0.2.2"));
        assertThat(Gate.network("2001:db8:1:2::3")).isEqualTo(Gate.network("2001:db8:1:2:ffff::"));
        assertThat(Gate.network("2001:db8:1:2::3")).isNotEqualTo(Gate.network("2001:db8:1:3::3"));
    }
}
