@NullMarked
package wattle.hub.submission;

import org.jspecify.annotations.NullMarked;
