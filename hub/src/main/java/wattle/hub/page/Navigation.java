package wattle.hub.page;

import java.util.List;

/// What stands at the top of every page.
public final class Navigation {

    /// @param address of the page
    /// @param words that lead there
    public record Item(String address, String words) {}

    public static final List<Item> ITEMS =
            List.of(
                    new Item("/", "Calculator"),
                    new Item("/plan", "Plan"),
                    new Item("/regions", "Regions and hours"),
                    new Item("/live", "Runs"),
                    new Item("/explore", "Explore"),
                    new Item("/submit", "Submit"),
                    new Item("/docs", "Docs"),
                    new Item("/api", "API"));

    private Navigation() {}
}
