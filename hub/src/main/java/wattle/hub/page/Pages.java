package wattle.hub.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Answers;
import wattle.hub.web.Problem;
import wattle.hub.web.Refusal;
import wattle.report.Versions;

/// Puts a template into the frame of every page, and sends it. Threads share it.
///
/// ```java
/// pages.send(context, pages.frame(context, "Plan", "/plan"), "plan.jte", Map.of("plan", plan));
/// ```
public final class Pages {

    /// All from here, and nothing inline.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private static final String HTML = "text/html; charset=utf-8";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    Pages.class.getClassLoader(),
                    "wattle.hub.page.template");

    private final Assets assets = new Assets();
    private final SignIn signIn;
    private final Versions versions;

    public Pages(SignIn signIn, Versions versions) {
        this.signIn = signIn;
        this.versions = versions;
    }

    Assets assets() {
        return assets;
    }

    /// Who is signed in.
    public SignIn signIn() {
        return signIn;
    }

    /// @param section by its address in the navigation
    public Frame frame(Context context, String title, String section) {
        return frame(signIn.visitor(context), title, section);
    }

    private Frame frame(Visitor visitor, String title, String section) {
        return new Frame(title, section, visitor, assets, versions, false, null);
    }

    /// @param template below `src/main/jte`; what it takes beside the frame stands in `values`
    public void send(Context context, Frame frame, String template, Map<String, ?> values) {
        context.header("Content-Security-Policy", POLICY);
        context.header("Vary", "Accept-Encoding, Cookie");
        Answers.send(context, HTML, html(frame, template, values).getBytes(StandardCharsets.UTF_8));
        context.header("Cache-Control", "private, no-cache");
    }

    /// A refusal as a page, for those who asked for one.
    ///
    /// @param accept the request's header
    /// @return null for those who did not
    public @Nullable Refusal refusal(@Nullable String accept, Problem problem, String instance) {
        if (accept == null || !accept.contains("text/html")) {
            return null;
        }
        Frame frame = frame(Visitor.NOBODY, problem.title(), "");
        String html = html(frame, "problem.jte", Map.of("problem", problem, "instance", instance));
        return new Refusal(problem.status(), HTML, html, Map.of("Content-Security-Policy", POLICY));
    }

    private String html(Frame frame, String template, Map<String, ?> values) {
        var all = new java.util.HashMap<String, Object>(values);
        all.put("frame", frame);
        var out = new StringOutput();
        engine.render(template, all, out);
        return out.toString();
    }
}
