/// The pages as a person has them: `wattle serve` as a process of its own, in Debian's Chromium.
/// One of each serves all tests of a JVM ([Site]), so that a test takes no longer than what is done
/// in it.
@NullMarked
package wattle.cli.browser;

import org.jspecify.annotations.NullMarked;
