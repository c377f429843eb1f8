@NullMarked
package wattle.hub.analysis;

import org.jspecify.annotations.NullMarked;
