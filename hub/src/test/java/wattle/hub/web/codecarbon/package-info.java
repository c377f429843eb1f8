@NullMarked
package wattle.hub.web.codecarbon;

import org.jspecify.annotations.NullMarked;
