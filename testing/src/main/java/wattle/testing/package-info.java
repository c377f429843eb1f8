/// **Contract suites**: what every adapter of a port has to pass, as abstract tests to extend.
@NullMarked
package wattle.testing;

import org.jspecify.annotations.NullMarked;
