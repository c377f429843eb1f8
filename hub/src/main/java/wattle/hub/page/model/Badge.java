package wattle.hub.page.model;

import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.CheckedClaim;
import wattle.ledger.claim.Claim;
import wattle.report.Escape;

/// A claim in one line of text, as a picture for other people's pages: SVG of one size, without
/// scripts, styles, fonts or links, black on white with a frame, so that no colour says anything.
final class Badge {

    static final int WIDTH = 420;
    static final int HEIGHT = 24;

    /// What fits at the width that a character of the font has on most machines.
    private static final int MOST = 62;

    private Badge() {}

    /// "1.2 t CO2eq, measured, 2025, location-based"; what is not known of a claim is said to be
    /// so.
    ///
    /// @param isOutdated whether another revision stands by now
    static String words(CheckedClaim checked, boolean isOutdated) {
        Claim claim = checked.entry().claim();
        if (claim == null) {
            return "claim withdrawn";
        }
        boolean known = ClaimWords.printedCarbon(claim) != null;
        @Nullable Integer year = claim.subject().year();
        return (isOutdated ? "outdated: " : "")
                + (known ? ClaimWords.carbon(claim) : "emissions not stated")
                + (checked.provenance() == null ? "" : ", " + checked.provenance().label())
                + (year == null ? "" : ", " + year)
                + (known ? ", " + ClaimWords.basis(claim) : "");
    }

    /// @param model its name, for those who cannot see the picture
    static String svg(String words, String model) {
        String shown = Escape.html(words);
        String title = Escape.html(model.isEmpty() ? words : model + ": " + words);
        // Long texts are pressed into the width; short ones keep their own.
        String pressed =
                words.length() > MOST
                        ? " textLength=\"" + (WIDTH - 16) + "\" lengthAdjust=\"spacingAndGlyphs\""
                        : "";
        return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title">
        <title id="title">%s</title>
        <rect x="0.5" y="0.5" width="%d" height="%d" rx="4" fill="#ffffff" stroke="#1a1f1c"/>
        <text x="8" y="16" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11" fill="#1a1f1c"%s>%s</text>
        </svg>
        """
                .formatted(
                        WIDTH, HEIGHT, WIDTH, HEIGHT, title, WIDTH - 1, HEIGHT - 1, pressed, shown);
    }
}
