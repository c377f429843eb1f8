package wattle.cli;

import wattle.hub.web.Readiness;
import wattle.ledger.sql.Database;

/// Whether the store of the hub can be asked.
record StoreReadiness(Database store) implements Readiness {

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean ready() {
        return store.isReady();
    }
}
