package wattle.hub.page;

import org.jspecify.annotations.Nullable;
import wattle.report.Versions;

/// What every page has around its content.
///
/// @param title of this page
/// @param section of the navigation that the page belongs to, by its address; empty for none
/// @param visitor who sees it
/// @param assets addresses of style and scripts
/// @param charts whether the page has any
public record Frame(
        String title,
        String section,
        Visitor visitor,
        Assets assets,
        Versions versions,
        boolean charts,
        @Nullable String notice) {

    /// The same with something that is to be said once, above the content.
    public Frame saying(String words) {
        return new Frame(title, section, visitor, assets, versions, charts, words);
    }

    /// The same for a page with charts.
    public Frame withCharts() {
        return new Frame(title, section, visitor, assets, versions, true, notice);
    }
}
