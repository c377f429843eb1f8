package wattle.run.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The operator as a process: its own thread, the server's watch, the lease, the time of day.
class OperatorServiceTest {

    private static final Path DEPLOY = Path.of("../deploy/kubernetes");
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final Operator.Settings SETTINGS =
            new Operator.Settings(
                    "XX", null, Duration.ofMinutes(5), Duration.ZERO, Duration.ofHours(1));

    private final PlayedCluster cluster = new PlayedCluster(Clock.systemUTC());

    /// Falls from hour to hour, so that whoever may wait waits.
    private final PlayedIntensity intensity = new PlayedIntensity(at -> 4e9 - at.getEpochSecond());

    private final List<Thread> threads = new ArrayList<>();
    private final List<OperatorService> services = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        services.forEach(OperatorService::close);
        for (Thread each : threads) {
            each.join(LONG);
        }
        cluster.close();
    }

    private OperatorService operate(String identity, List<String> told) {
        var service =
                new OperatorService(
                        ApiServer.bounded(cluster.client().getConfiguration()),
                        new OperatorService.Place(null, "wattle", identity),
                        intensity,
                        SETTINGS,
                        Clock.systemUTC(),
                        told::add);
        services.add(service);
        threads.add(
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                service.run();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        }));
        return service;
    }

    private void create(String name, String slack) {
        cluster.create(
                new JobBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToAnnotations("wattle.dev/duration", "1h")
                        .addToAnnotations("wattle.dev/slack", slack)
                        .endMetadata()
                        .withNewSpec()
                        .withSuspend(true)
                        .withNewTemplate()
                        .endTemplate()
                        .endSpec()
                        .build());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(LONG);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("it does not happen").isBefore(end);
            Thread.sleep(20);
        }
    }

    private boolean isIn(String name, String state) {
        return state.equals(Note.STATE.of(cluster.job(name)));
    }

    @Test
    void jobsAreSeenWhenTheyComeAndItsRightsAreWhatItUses() throws InterruptedException {
        create("before", "6h");
        int start = cluster.asked().size();
        List<String> told = new CopyOnWriteArrayList<>();
        OperatorService service = operate("one", told);
        await(() -> isIn("before", "waiting"));
        create("tight", "0");
        await(() -> isIn("tight", "running"));
        assertThat(JobPhase.isSuspended(cluster.job("tight"))).isFalse();
        cluster.run();
        await(() -> Note.RUNNING_SINCE.of(cluster.job("tight")) != null);
        cluster.complete("tight");
        await(() -> isIn("tight", "finished"));
        assertThat(isIn("before", "waiting")).isTrue();
        Thread.sleep(3000); // The lease is renewed every two seconds.
        service.close();
        var asked = new TreeSet<String>();
        for (String each : List.copyOf(cluster.asked().subList(start, cluster.asked().size()))) {
            String right = right(each);
            if (!isTheControllers(each)) {
                asked.add(right);
            }
        }
        assertThat(String.join(" ", asked)).isEqualTo(String.join(" ", granted()));
    }

    /// Requests of this test and of the controller that it plays are all for one namespace.
    private static boolean isTheControllers(String request) {
        return request.contains("/namespaces/test/pods")
                || request.contains("/status")
                || (!request.startsWith("PATCH") && request.contains("/namespaces/test/jobs"));
    }

    private static final Pattern REQUEST =
            Pattern.compile(
                    "(\\w+) /apis?/(?:([a-z0-9.]+)/)?v1(?:/namespaces/[^/]+)?/([a-z]+)(/[^?/]+)?(?:/status)?(\\?.*)?");

    /// `batch/jobs:list`
    private static String right(String request) {
        Matcher parts = REQUEST.matcher(request);
        assertThat(parts.matches()).as(request).isTrue();
        String query = Objects.requireNonNullElse(parts.group(5), "");
        String verb =
                switch (parts.group(1)) {
                    case "GET" ->
                            query.contains("watch=true")
                                    ? "watch"
                                    : parts.group(4) == null ? "list" : "get";
                    case "POST" -> "create";
                    case "PUT" -> "update";
                    case "PATCH" -> "patch";
                    default -> parts.group(1);
                };
        return Objects.requireNonNullElse(parts.group(2), "") + "/" + parts.group(3) + ":" + verb;
    }

    private static Set<String> granted() {
        var granted = new TreeSet<String>();
        for (HasMetadata each : objects("operator.yaml")) {
            List<PolicyRule> rules =
                    switch (each) {
                        case ClusterRole role -> role.getRules();
                        case Role role -> role.getRules();
                        default -> List.of();
                    };
            for (PolicyRule rule : rules) {
                for (String group : rule.getApiGroups()) {
                    for (String resource : rule.getResources()) {
                        rule.getVerbs()
                                .forEach(verb -> granted.add(group + "/" + resource + ":" + verb));
                    }
                }
            }
        }
        return granted;
    }

    private static List<HasMetadata> objects(String file) {
        try {
            Object read = JobTemplate.parse(DEPLOY.resolve(file));
            List<HasMetadata> all = new ArrayList<>();
            for (Object each : read instanceof List<?> several ? several : List.of(read)) {
                all.add((HasMetadata) each);
            }
            return all;
        } catch (wattle.run.RunnerException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Test
    void ofTwoOperatorsOneLeadsAndTheOtherTakesOver() throws InterruptedException {
        List<String> one = new CopyOnWriteArrayList<>();
        List<String> two = new CopyOnWriteArrayList<>();
        OperatorService first = operate("one", one);
        await(() -> one.contains("leads: holds the lease"));
        operate("two", two);
        await(() -> two.contains("one holds the lease; this operator waits"));
        create("train", "6h");
        await(() -> isIn("train", "waiting"));
        assertThat(two).hasSize(1);
        first.close();
        await(() -> two.contains("leads: holds the lease"));
        create("tight", "0");
        await(() -> isIn("tight", "running"));
        assertThat(one.stream().filter(each -> each.startsWith("test/train"))).hasSize(1);
        assertThat(two.stream().filter(each -> each.startsWith("test/train"))).isEmpty();
    }

    @Test
    void aServerThatIsAwayForAWhileIsListedAnew() throws InterruptedException {
        List<String> told = new CopyOnWriteArrayList<>();
        cluster.answer(503);
        operate("one", told);
        Thread.sleep(1500);
        cluster.answer(0);
        create("train", "6h");
        await(() -> isIn("train", "waiting"));
    }

    @Test
    void theExamplesAskForWhatTheirWordsSay() throws Wish.WrongNote {
        Instant now = Instant.parse("2026-11-22T18:00:00Z");
        Job job = (Job) objects("example-job.yaml").getFirst();
        Wish wish = Wish.of(Wish.notes(job.getMetadata().getAnnotations()), now, SETTINGS);
        assertThat(wish.deadline()).isEqualTo(now.plus(Duration.ofHours(24)));
        assertThat(wish.checkpoints()).isFalse();
        assertThat(JobPhase.isSuspended(job)).isTrue();
        Job made = Preview.made((CronJob) objects("example-cronjob.yaml").getFirst());
        wish = Wish.of(Wish.notes(made.getMetadata().getAnnotations()), now, SETTINGS);
        assertThat(wish.deadline()).isEqualTo(now.plus(Duration.ofHours(12)));
        assertThat(wish.checkpoints()).isTrue();
        assertThat(wish.maxPauses()).isEqualTo(2);
        assertThat(JobPhase.isSuspended(made)).isTrue();
        assertThat(made.getMetadata().getName()).isEqualTo("retrain");
    }

    /// A field that is misspelt is no field of the model, and does not come back.
    @Test
    void theManifestsHaveNoFieldThatKubernetesDoesNotKnow() {
        for (String file : List.of("operator.yaml", "example-job.yaml", "example-cronjob.yaml")) {
            for (HasMetadata each : objects(file)) {
                String yaml = new KubernetesSerialization().asYaml(each);
                assertThat(additional(each)).as(yaml).isEmpty();
            }
        }
    }

    /// What the model keeps beside its own fields, anywhere in an object.
    private static List<String> additional(Object object) {
        List<String> found = new ArrayList<>();
        for (var method : object.getClass().getMethods()) {
            if (method.getParameterCount() != 0 || !method.getName().startsWith("get")) {
                continue;
            }
            try {
                Object value = method.invoke(object);
                if (method.getName().equals("getAdditionalProperties")) {
                    ((java.util.Map<?, ?>) value).keySet().forEach(key -> found.add("" + key));
                } else if (value instanceof List<?> several) {
                    several.stream()
                            .filter(OperatorServiceTest::isOfTheModel)
                            .forEach(each -> found.addAll(additional(each)));
                } else if (isOfTheModel(value)) {
                    found.addAll(additional(value));
                }
            } catch (ReflectiveOperationException cannot) {
                throw new LinkageError("a model cannot be read", cannot);
            }
        }
        return found;
    }

    private static boolean isOfTheModel(@org.jspecify.annotations.Nullable Object value) {
        return value != null && value.getClass().getName().startsWith("io.fabric8.kubernetes.api");
    }
}
