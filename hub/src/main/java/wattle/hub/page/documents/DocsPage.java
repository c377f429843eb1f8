package wattle.hub.page.documents;

import io.javalin.http.Context;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;

/// `/docs` and `/docs/NAME`. A document is rendered when it is first asked for. Threads share it.
public final class DocsPage implements Routes {

    private static final String SECTION = "/docs";

    private final Pages pages;
    private final Map<String, Markdown.Rendered> rendered = new ConcurrentHashMap<>();
    private volatile @Nullable List<Shelf> shelves;

    public DocsPage(Pages pages) {
        this.pages = pages;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get(SECTION, this::all).get("/docs/{name}", this::one);
    }

    /// Documents of one kind.
    public record Shelf(String title, List<Title> documents) {}

    /// A document by its name and its first heading.
    public record Title(String name, String title) {}

    private void all(Context context) {
        List<Shelf> all = shelves;
        if (all == null) {
            all = shelves();
            shelves = all;
        }
        pages.send(
                context,
                pages.frame(context, "Documents", SECTION),
                "docs.jte",
                Map.of("shelves", all));
    }

    private static List<Shelf> shelves() {
        List<Shelf> all = new ArrayList<>();
        for (Documents.Shelf each : Documents.SHELVES) {
            all.add(
                    new Shelf(
                            each.title(),
                            each.names().stream()
                                    .map(name ->
                                            new Title(
                                                    name,
                                                    Markdown.title(
                                                            Documents.read(each.folder(), name))))
                                    .toList()));
        }
        return all;
    }

    private void one(Context context) {
        String name = context.pathParam("name");
        String folder = Documents.folder(name);
        if (folder == null) {
            throw new ProblemException(
                    Problem.of(404, "there is no such document; /docs lists all"));
        }
        Markdown.Rendered document =
                rendered.computeIfAbsent(
                        name, each -> Markdown.render(Documents.read(folder, each)));
        pages.send(
                context,
                pages.frame(context, document.title(), SECTION),
                "document.jte",
                Map.of("document", document));
    }
}
