package wattle.report.html;

/// How the page looks: on paper, in the light and in the dark.
final class Style {

    static final String SHEET =
            """
            :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #ffffff; --faint: #d0d0d0; --soft: #5a5a5a; }
            @media (prefers-color-scheme: dark) { :root { --ink: #eaeaea; --paper: #16181b; --faint: #44484e; --soft: #a8adb4; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 0 auto; padding: 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 3rem; border-top: 1px solid var(--faint); padding-top: 1rem; } h3 { font-size: 1.05rem; margin: 0; }
            table { border-collapse: collapse; margin: .5rem 0; } th, td { text-align: left; padding: .15rem .9rem .15rem 0; border-bottom: 1px solid var(--faint); vertical-align: top; } td bdi { overflow-wrap: anywhere; }
            th { font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .wide { overflow-x: auto; } figure { margin: 2rem 0; } figure svg { width: 100%; height: auto; } figcaption { margin: .2rem 0 .5rem; }
            .legend svg { width: 22px; height: 12px; vertical-align: baseline; } .legend span { margin-right: 1rem; white-space: nowrap; }
            svg text { font: 12px system-ui, sans-serif; fill: var(--ink); } .grid { stroke: var(--faint); fill: none; } .area { stroke: var(--paper); stroke-width: .5; }
            .hatch { stroke: var(--paper); stroke-width: 1.6; stroke-opacity: .7; fill: none; } .intensity, .grams { fill: none; stroke-width: 2; stroke-linejoin: round; } .intensity { stroke: #0072b2; } .grams { stroke: #d55e00; }
            .c0 { fill: #0072b2; } .c1 { fill: #e69f00; } .c2 { fill: #009e73; } .c3 { fill: #cc79a7; } .c4 { fill: #56b4e9; } .c5 { fill: #d55e00; } .c6 { fill: #f0e442; } .c7 { fill: #8c8c8c; }
            @media (prefers-color-scheme: dark) { .intensity { stroke: #56b4e9; } .grams { stroke: #e69f00; } }
            summary { cursor: pointer; color: var(--soft); } footer { margin-top: 3rem; color: var(--soft); }
            @media print { :root { --ink: #000000; --paper: #ffffff; --faint: #bbbbbb; } figure, tr { break-inside: avoid; } details:not([open]) { display: none; } body { max-width: none; } }
            """;

    /// Styles of the page itself and pictures within it; nothing from anywhere, no script.
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private Style() {}
}
