/// What every store of claims has to pass, and claims to fill one with.
@NullMarked
package wattle.testing.ledger;

import org.jspecify.annotations.NullMarked;
