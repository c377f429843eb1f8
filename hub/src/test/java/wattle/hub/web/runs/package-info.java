@NullMarked
package wattle.hub.web.runs;

import org.jspecify.annotations.NullMarked;
