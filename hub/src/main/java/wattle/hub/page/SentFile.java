package wattle.hub.page;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Turns;

/// What a form sends: a file in its field `file`, or the same as text in its field `text`. It is
/// read into memory, within bounds.
public final class SentFile {

    /// Beside the file: names of parts, other fields, and lines between them.
    private static final int OVERHEAD = 64 << 10;

    /// What is small may take a hundred megabytes to read: in all of this process, few do at once.
    private static final Turns READERS =
            new Turns(2, Duration.ofSeconds(10), Duration.ofSeconds(60));

    private SentFile() {}

    /// The bytes that came: of the file, or else of the text; empty for neither.
    ///
    /// @param most bytes of the file
    /// @throws ProblemException 411 where the form does not say how long it is, 413 where there is
    ///   too much
    public static byte[] received(Context context, int most) {
        requireBounded(context, most + OVERHEAD);
        context.req()
                .setAttribute(
                        "org.eclipse.jetty.multipartConfig",
                        new MultipartConfigElement("", most, most + OVERHEAD, most + OVERHEAD));
        try {
            UploadedFile file = context.isMultipartFormData() ? context.uploadedFile("file") : null;
            if (file != null && file.size() > 0) {
                try (InputStream in = file.content()) {
                    return in.readNBytes(most);
                }
            }
        } catch (IOException cutOff) {
            throw new ProblemException(
                    Problem.of(400, "the file ended too early, or came too slowly"));
        }
        return whole(value(context, "text")).getBytes(StandardCharsets.UTF_8);
    }

    /// Makes something of what came, when there is a place for it.
    ///
    /// @throws ProblemException 503 where none comes free, or it takes too long
    public static <T> T read(Callable<T> reader) throws InterruptedException {
        return READERS.take(reader);
    }

    /// The lines as files have them: a form sends them with a return each, and the last one without
    /// its end, where the record of a run has neither.
    private static String whole(String text) {
        return text.isEmpty() ? "" : text.replace("\r\n", "\n") + "\n";
    }

    /// Refuses a form before it is read.
    ///
    /// @throws ProblemException 411 where it does not say how long it is, 413 where that is too
    ///   much
    public static void requireBounded(Context context, long most) {
        long length = context.req().getContentLengthLong();
        if (length < 0) {
            throw new ProblemException(Problem.of(411, "a form has to say how long it is"));
        }
        if (length > most) {
            throw new ProblemException(
                    Problem.of(413, "the form is longer than " + most + " bytes"),
                    Map.of("Connection", "close"));
        }
    }

    /// What stands in a field; empty for nothing.
    public static String value(Context context, String name) {
        String value = context.formParam(name);
        return value == null ? "" : value.strip();
    }
}
