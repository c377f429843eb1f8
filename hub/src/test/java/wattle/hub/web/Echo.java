package wattle.hub.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import wattle.ledger.Scope;

/// Routes to try a server with.
public final class Echo implements Routes {

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);

    @Override
    public void addTo(Router router) {
        router.get(
                        "/things/{thing}",
                        context ->
                                Answers.json(
                                        context,
                                        "{\"thing\":\"" + context.pathParam("thing") + "\"}"))
                .get(
                        "/things/best",
                        context -> {
                            Requests.requireAccepts(context, Answers.JSON);
                            Answers.json(context, "{\"best\":true}");
                        })
                .post(
                        "/things",
                        context -> {
                            Json body = Requests.json(context, 1000);
                            Answers.json(context, "{\"kind\":\"" + body.kind() + "\"}");
                        })
                .get(
                        "/long",
                        context ->
                                Answers.json(context, "[" + "\"again and \",".repeat(5000) + "0]"))
                .get(
                        "/fault",
                        context -> {
                            throw new IllegalStateException("a secret at /home/somebody");
                        })
                .get(
                        "/error",
                        context -> {
                            throw new StackOverflowError("a secret at /home/somebody");
                        })
                .get(
                        "/slow",
                        context -> {
                            begun.countDown();
                            if (!mayEnd.await(60, TimeUnit.SECONDS)) {
                                throw new IllegalStateException("nobody let it end");
                            }
                            Answers.json(context, "{\"done\":true}");
                        })
                .get("/readers", Scope.READ, context -> Answers.json(context, "{}"))
                .post("/submitters", Scope.SUBMIT, context -> Answers.json(context, "{}"));
    }

    @Override
    public InputStream openApi() {
        return new ByteArrayInputStream(
                "{\"paths\":{\"/things\":{\"post\":{}}}}".getBytes(StandardCharsets.UTF_8));
    }
}
