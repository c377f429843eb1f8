@NullMarked
package wattle.hub.page.model;

import org.jspecify.annotations.NullMarked;
