package wattle.hub.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// How everything that goes wrong is answered: as [Problem], or as a group of routes says it,
/// without a word of what is inside. A fault of ours goes to the log with the request's number.
final class Refusals {

    private static final String FAULT =
            "this is a fault in Wattle; the server's log has more under the number in instance";

    private final List<Routes> groups;
    private final PrintWriter log;

    /// @param groups that may say it in words of their own
    /// @param log used by one thread at a time: it locks
    Refusals(List<Routes> groups, PrintWriter log) {
        this.groups = List.copyOf(groups);
        this.log = log;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(
                ProblemException.class,
                (refusal, context) -> {
                    answer(context, refusal.problem());
                    refusal.headers().forEach(context::header);
                });
        routes.exception(
                HttpResponseException.class,
                (refusal, context) -> {
                    int status = refusal.getStatus();
                    answer(context, Problem.of(status, detail(status)));
                });
        routes.exception(Exception.class, (fault, context) -> fault(context, fault));
    }

    /// Logs it and answers with 500.
    void fault(Context context, Throwable fault) {
        String number = Gate.number(context);
        synchronized (log) {
            log.println("wattle: request " + number + " met a fault of ours");
            fault.printStackTrace(log);
            log.flush();
        }
        answer(context, Problem.of(500, FAULT));
    }

    private void answer(Context context, Problem problem) {
        Refusal refusal = refusal(context, problem);
        context.status(refusal.status());
        context.removeHeader("ETag");
        context.header("Cache-Control", "no-store");
        context.contentType(refusal.contentType());
        refusal.headers().forEach(context::header);
        context.result(refusal.body());
    }

    private Refusal refusal(Context context, Problem problem) {
        String number = Gate.number(context);
        for (Routes each : groups) {
            Refusal own = each.refusal(context.path(), context.header("Accept"), problem, number);
            if (own != null) {
                return own;
            }
        }
        return new Refusal(problem.status(), Problem.CONTENT_TYPE, problem.json(number));
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this address; see /openapi.json";
            case 405 -> "this address does not know the method; see the header Allow";
            default -> "the request cannot be answered: " + Problem.title(status);
        };
    }

    /// For what never becomes a request of Javalin's, such as a malformed head.
    static final class OfJetty extends ErrorHandler {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = response.getStatus() < 400 ? 500 : response.getStatus();
            response.setStatus(status);
            response.getHeaders().put("Content-Type", Problem.CONTENT_TYPE);
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put("Cache-Control", "no-store");
            response.write(true, ByteBuffer.wrap(bytes(status)), callback);
            return true;
        }

        private static byte[] bytes(int status) {
            Problem problem =
                    Problem.of(
                            status,
                            status == 500
                                    ? FAULT
                                    : "the request is malformed: " + Problem.title(status));
            return problem.json("urn:uuid:" + java.util.UUID.randomUUID())
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
