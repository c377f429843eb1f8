package wattle.testing;

import java.util.List;

/// Texts that somebody sends as names and notes so that a page runs what is in them.
public final class Payloads {

    /// Each would open a dialog where it is taken for more than a text.
    public static final List<String> SCRIPTS =
            List.of(
                    "<script>alert(1)</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "javascript:alert(1)",
                    "<svg/onload=alert(1)>",
                    "{{7*7}}${7*7}#{7*7}",
                    "</script><!--",
                    "'; alert(1); //",
                    "line\u2028separator\u2029");

    private Payloads() {}
}
