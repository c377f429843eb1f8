/// Tests of [wattle.hub.page.plan].
@NullMarked
package wattle.hub.page.plan;

import org.jspecify.annotations.NullMarked;
