@NullMarked
package wattle.hub.page.documents;

import org.jspecify.annotations.NullMarked;
