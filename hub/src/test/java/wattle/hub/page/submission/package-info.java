@NullMarked
package wattle.hub.page.submission;

import org.jspecify.annotations.NullMarked;
