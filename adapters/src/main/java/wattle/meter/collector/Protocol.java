package wattle.meter.collector;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// What server and client agree on.
final class Protocol {

    static final String SCHEMA = "wattle.collector/1";

    /// What a client asks, without the line feed.
    static final String REQUEST = "read";

    static final byte[] REQUEST_LINE = (REQUEST + "\n").getBytes(StandardCharsets.US_ASCII);

    /// A client that sends more without a line feed is none.
    static final int MAX_REQUEST_BYTES = 64;

    /// A server that sends more without a line feed is none: about 2000 parts.
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 8;

    static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxDocumentLength(MAX_LINE_BYTES)
                                    .maxNestingDepth(MAX_DEPTH)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private Protocol() {}
}
