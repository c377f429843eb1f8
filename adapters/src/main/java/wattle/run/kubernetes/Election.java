package wattle.run.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which of several operators leads: the one that holds the lease. The others wait. It stands again
/// when it lost. Even without the lease two operators could not spoil a Job, since each change is
/// of one version of it; they would only be in each other's way.
final class Election implements AutoCloseable {

    static final String LEASE = "wattle-operator";

    private static final Duration HOLDS = Duration.ofSeconds(15);
    private static final Duration RENEW = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final String namespace;
    private final String identity;
    private final Consumer<String> told;
    private final Runnable changed;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("wattle-election").factory());

    private volatile boolean won;
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<?> standing;

    /// @param changed called when the lease was won or lost, by another thread
    Election(
            KubernetesClient client,
            String namespace,
            String identity,
            Consumer<String> told,
            Runnable changed) {
        this.client = client;
        this.namespace = namespace;
        this.identity = identity;
        this.told = told;
        this.changed = changed;
    }

    boolean isWon() {
        return won;
    }

    void stand() {
        if (closed) {
            return;
        }
        var callbacks =
                new LeaderCallbacks(
                        () -> turn(true),
                        () -> turn(false),
                        leader -> {
                            if (!leader.isEmpty() && !leader.equals(identity)) {
                                told.accept(leader + " holds the lease; this operator waits");
                            }
                        });
        CompletableFuture<?> now =
                new LeaderElector(
                                client,
                                new LeaderElectionConfig(
                                        new LeaseLock(namespace, LEASE, identity),
                                        HOLDS,
                                        RENEW,
                                        RETRY,
                                        callbacks,
                                        true,
                                        LEASE),
                                thread)
                        .start();
        standing =
                now.whenComplete((done, failed) -> {
                    if (!closed) {
                        thread.execute(this::standAgain);
                    }
                });
    }

    /// The one before ended for a reason that may hold on for a moment.
    private void standAgain() {
        try {
            Thread.sleep(RETRY);
            stand();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(boolean on) {
        if (won != on && !closed) {
            told.accept(on ? "leads: holds the lease" : "lost the lease, and waits");
        }
        won = on;
        changed.run();
    }

    /// Gives the lease back.
    @Override
    public void close() {
        closed = true;
        CompletableFuture<?> now = standing;
        if (now != null) {
            now.cancel(true);
        }
        thread.shutdown();
        try {
            thread.awaitTermination(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
