@NullMarked
package wattle.hub.web;

import org.jspecify.annotations.NullMarked;
