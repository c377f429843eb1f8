package wattle.run.local;

/// A started child.
sealed interface Child permits BuilderChild, SpawnedChild {
    long pid();

    /// Blocks until it ended. Its own exit code, or 128 + the signal it died of.
    int await() throws InterruptedException;

    /// Starts `command` by the quick way where that gives the child all that its caller had, and
    /// else by the exact one, which has to load the foreign-function interface first (about 50 ms).
    static Child start(ChildCommand command, Caller caller) throws NotStarted {
        var child = SpawnedChild.neededFor(caller) ? null : BuilderChild.tryStart(command, caller);
        if (child == null && caller.directory() != null) {
            throw NotStarted.of(
                    command.name(), 0, "its words or environment are no text in this locale");
        }
        return child != null ? child : SpawnedChild.start(command, caller);
    }
}
