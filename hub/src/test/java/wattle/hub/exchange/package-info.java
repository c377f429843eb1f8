@NullMarked
package wattle.hub.exchange;

import org.jspecify.annotations.NullMarked;
