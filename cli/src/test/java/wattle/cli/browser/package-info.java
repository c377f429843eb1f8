/// The pages as a person has them: `wattle serve` as a process of its own, in Debian's Chromium.
@NullMarked
package wattle.cli.browser;

import org.jspecify.annotations.NullMarked;
