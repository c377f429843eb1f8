/// What the tests of the adapters of reports share.
@NullMarked
package wattle.report;

import org.jspecify.annotations.NullMarked;
