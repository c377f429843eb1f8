package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/// The server and the browser that the tests of this package share: started by the first that needs
/// them, ended after the last.
///
/// After each test it is asked that nothing came from elsewhere, no script failed, no dialog was
/// opened and no policy was broken. What a test adds to the hub it takes away again.
final class Site implements BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(Site.class);

    private @Nullable Shared shared;

    private record Shared(Path folder, Chromium chromium, Served served) implements AutoCloseable {

        /// The server starts while the browser does.
        static Shared start() {
            Chromium.required();
            Path folder = newFolder();
            var served = CompletableFuture.supplyAsync(() -> Served.start(folder));
            Chromium chromium;
            try {
                chromium = Chromium.start();
            } catch (RuntimeException failed) {
                served.thenAccept(Served::close).join();
                throw failed;
            }
            try {
                return new Shared(folder, chromium, served.join());
            } catch (CompletionException failed) {
                chromium.close();
                throw failed;
            }
        }

        private static Path newFolder() {
            try {
                return Files.createTempDirectory("wattle-site");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() {
            chromium.close();
            served.close();
            try (var all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shared =
                context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                        .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        shared.chromium().forget();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (shared == null) {
            return;
        }
        assertThat(shared.chromium().requested())
                .allMatch(each -> each.startsWith(at("/")) || each.startsWith("data:"));
        assertThat(shared.chromium().complaints())
                .filteredOn(each -> !each.contains("Failed to load resource")) // 404 and 422.
                .isEmpty();
    }

    private Shared shared() {
        return Objects.requireNonNull(shared, "only within a test");
    }

    Served served() {
        return shared().served();
    }

    /// The address of a page.
    String at(String path) {
        return served().at(path);
    }

    /// A page as somebody sees it who is not signed in and was here before.
    Page open(String path) {
        Page page = shared().chromium().again();
        page.navigate(at(path));
        return page;
    }

    /// What somebody gets who is sent the address.
    Page sent(String address) {
        Page page = tab(Chromium.visitor());
        page.navigate(address);
        return page;
    }

    /// A page as somebody sees it whose browser runs no scripts.
    Page plain(String path) {
        return opened(Chromium.visitor().setJavaScriptEnabled(false), path);
    }

    /// A page as somebody sees it who has come for the first time.
    Page opened(Browser.NewContextOptions visitor, String path) {
        Page page = tab(visitor);
        page.navigate(at(path));
        return page;
    }

    Page tab(Browser.NewContextOptions visitor) {
        return shared().chromium().tab(visitor);
    }

    /// Lets the visitor of a tab be signed in.
    ///
    /// @param scope such as `submit`
    Page signedIn(Page tab, String name, String scope) {
        String token = served().token(name, scope);
        var answer =
                tab.context()
                        .request()
                        .post(
                                at("/sign-in"),
                                RequestOptions.create()
                                        .setForm(FormData.create().set("token", token)));
        assertThat(answer.ok()).as(answer.statusText()).isTrue();
        return tab;
    }

    /// The field that somebody finds by its label.
    static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first();
    }

    /// Types into the field and goes on, which tells the page of it.
    static void fill(Page page, String label, String text) {
        Locator field = field(page, label);
        field.fill(text);
        field.press("Tab");
    }
}
