package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;

/// An [Operator] at an API server: lists and watches Jobs, and drives them for as long as it leads.
/// One thread does everything; those of the client and of the election only leave word.
public final class OperatorService implements AutoCloseable {

    private static final long PAGE = 500;
    private static final Duration RELIST = Duration.ofMinutes(5);
    private static final Duration AWAY = Duration.ofSeconds(5);

    /// A clock that is set, or a machine that slept, is noticed after this time.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /// @param namespace whose Jobs are driven; null for all
    /// @param leaseNamespace of the lease that only one operator holds; null for the
    ///   configuration's
    /// @param identity of this operator among all
    public record Place(
            @Nullable String namespace, @Nullable String leaseNamespace, String identity) {}

    /// What others leave word of.
    private sealed interface News {
        record Changed(Job job) implements News {}

        record Deleted(Job job) implements News {}

        /// The watch ended, the lease was won or lost, the operator is to stop.
        record LookAround() implements News {}
    }

    private final KubernetesClient client;
    private final @Nullable String namespace;
    private final Election election;
    private final Operator operator;
    private final Clock clock;
    private final Consumer<String> told;

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private volatile boolean watching;
    private volatile boolean stopped;

    OperatorService(
            KubernetesClient client,
            Place place,
            ZoneIntensity intensity,
            Operator.Settings settings,
            Clock clock,
            Consumer<String> told) {
        this.client = client;
        namespace = place.namespace();
        this.clock = clock;
        this.told = told;
        operator = new Operator(new FabricCluster(client, clock), intensity, settings, told);
        election =
                new Election(
                        client,
                        place.leaseNamespace() == null
                                ? client.getNamespace()
                                : place.leaseNamespace(),
                        place.identity(),
                        told,
                        () -> news.add(new News.LookAround()));
    }

    /// By `KUBECONFIG`, `~/.kube/config` or a pod's service account, as kubectl does.
    ///
    /// @param told lines for whoever watches the operator; called by several threads
    /// @throws RunnerException if there is no server, or it refuses to list Jobs
    public static OperatorService connect(
            Place place,
            ZoneIntensity intensity,
            Operator.Settings settings,
            Clock clock,
            Consumer<String> told)
            throws RunnerException {
        KubernetesClient client = ApiServer.connect(null);
        var service = new OperatorService(client, place, intensity, settings, clock, told);
        try {
            service.page(null, 1);
        } catch (RunnerException failed) {
            service.close();
            throw failed;
        }
        return service;
    }

    /// Whether the server refused to know who asks, or what it may do.
    public static boolean isNotAllowed(RunnerException failed) {
        return ApiServer.isNotAllowed(failed.getCause());
    }

    /// Until [#stop].
    public void run() throws InterruptedException {
        election.stand();
        while (!stopped) {
            if (election.isWon()) {
                lead();
            } else {
                news.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /// May be called by any thread.
    public void stop() {
        stopped = true;
        news.add(new News.LookAround());
    }

    @Override
    public void close() {
        stop();
        election.close();
        client.close();
    }

    private boolean leads() {
        return !stopped && election.isWon();
    }

    private void lead() throws InterruptedException {
        boolean complained = false;
        while (leads()) {
            try (Watch _ = listAndWatch()) {
                complained = false;
                drive();
            } catch (RunnerException failed) {
                if (!complained) {
                    told.accept(String.valueOf(failed.getMessage()));
                }
                complained = true;
                if (leads()) {
                    news.poll(AWAY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    /// All Jobs, and from then on each change.
    private Watch listAndWatch() throws RunnerException {
        news.clear();
        List<Job> all = new ArrayList<>();
        JobList page = page(null, PAGE);
        String version = page.getMetadata().getResourceVersion();
        all.addAll(page.getItems());
        for (String next = page.getMetadata().getContinue(); next != null && !next.isEmpty(); ) {
            page = page(next, PAGE);
            all.addAll(page.getItems());
            next = page.getMetadata().getContinue();
        }
        operator.saw(all);
        watching = true;
        ListOptions from = new ListOptionsBuilder().withResourceVersion(version).build();
        return ApiServer.ask(
                "watch Jobs",
                () ->
                        namespace == null
                                ? client.batch().v1().jobs().inAnyNamespace().watch(from, watcher())
                                : client.batch()
                                        .v1()
                                        .jobs()
                                        .inNamespace(namespace)
                                        .watch(from, watcher()));
    }

    private JobList page(@Nullable String next, long size) throws RunnerException {
        ListOptions options = new ListOptionsBuilder().withLimit(size).withContinue(next).build();
        return ApiServer.ask(
                "list Jobs",
                () ->
                        namespace == null
                                ? client.batch().v1().jobs().inAnyNamespace().list(options)
                                : client.batch().v1().jobs().inNamespace(namespace).list(options));
    }

    private Watcher<Job> watcher() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Job job) {
                switch (action) {
                    case ADDED, MODIFIED -> news.add(new News.Changed(job));
                    case DELETED -> news.add(new News.Deleted(job));
                    case BOOKMARK, ERROR -> {}
                }
            }

            @Override
            public void onClose(@Nullable WatcherException why) {
                watching = false;
                news.add(new News.LookAround());
            }
        };
    }

    /// Until all Jobs have to be listed again.
    private void drive() throws InterruptedException {
        Instant listed = clock.instant();
        while (leads() && watching && !operator.isStale()) {
            Instant now = clock.instant();
            if (Duration.between(listed, now).abs().compareTo(RELIST) > 0) {
                return;
            }
            Instant next = operator.step(now);
            Duration wait = LONGEST_WAIT;
            if (next != null && next.isBefore(now.plus(LONGEST_WAIT))) {
                wait = Duration.between(clock.instant(), next);
            }
            News first = news.poll(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
            for (News each = first; each != null; each = news.poll()) {
                switch (each) {
                    case News.Changed(Job job) -> operator.saw(job);
                    case News.Deleted(Job job) -> operator.gone(job);
                    case News.LookAround() -> {}
                }
            }
        }
    }
}
