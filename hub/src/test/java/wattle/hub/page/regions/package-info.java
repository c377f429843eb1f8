/// Tests of [wattle.hub.page.regions].
@NullMarked
package wattle.hub.page.regions;

import org.jspecify.annotations.NullMarked;
