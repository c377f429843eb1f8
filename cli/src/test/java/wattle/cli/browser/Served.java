package wattle.cli.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.cli.Called;

/// `wattle serve` in a process and with a home of its own, over the claims that ship and those of a
/// small survey.
final class Served implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("serving on (http://\\S+)");
    private static final int PATIENCE_SECONDS = 60;

    private static final String SURVEY =
            """
            model_id,task,dataset,year_published,compute_setting,country,country_code,carbon_intensity_g_per_kwh,energy_source,device_count,device_model,tdp_watts,training_seconds,energy_kwh,co2eq_kg,metric_name,metric_value
            vision-a,image_classification,imagenet,2019,local,Germany,DE,400,coal,1,Tesla V100,250,3600,0.25,0.1,top1_accuracy_percent,70
            vision-b,image_classification,imagenet,2020,cloud,France,FR,50,nuclear,8,Tesla V100,250,360000,200,10,top1_accuracy_percent,80
            vision-c,image_classification,imagenet,2022,cloud,France,FR,50,nuclear,8,Tesla V100,250,720000,400,20,top1_accuracy_percent,81
            vision-d,image_classification,imagenet,2022,local,Germany,DE,400,coal,4,Tesla V100,250,36000,10,4,top1_accuracy_percent,78
            vision-e,image_classification,imagenet,2023,local,Germany,DE,400,coal,4,Tesla V100,250,72000,20,9,top1_accuracy_percent,79
            translation-a,machine_translation,wmt14,2019,cloud,United States,US,429,natural_gas,8,Tesla P100,250,43200,24,10.3,bleu,27
            translation-b,machine_translation,wmt14,2021,cloud,United States,US,429,natural_gas,8,Tesla P100,250,86400,48,20.6,bleu,28
            """;

    private final Path database;
    private final Process process;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new HashMap<>();

    private Served(Path database, Process process, String address) {
        this.database = database;
        this.process = process;
        this.address = address;
    }

    /// @param folder empty; everything it writes goes there
    static Served start(Path folder) {
        try {
            return started(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Served started(Path folder) throws IOException, InterruptedException {
        Path err = folder.resolve("serve.err");
        Path database = folder.resolve("hub.db");
        Path survey = Files.writeString(folder.resolve("models.csv"), SURVEY);
        Called.wattle("hub", "import", survey.toString(), "--database", database.toString()).done();
        Process process =
                command(
                                Map.of("WATTLE_HOME", folder.resolve("home").toString()),
                                "serve",
                                "--port=0",
                                "--requests-per-minute=1000000",
                                "--database=" + database)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(err.toFile())
                        .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher address = ADDRESS.matcher(Files.readString(err));
            if (address.find()) {
                return new Served(database, process, address.group(1));
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IOException("it does not serve: " + Files.readString(err));
    }

    /// `wattle` as a process of its own.
    static ProcessBuilder command(Map<String, String> environment, String... words) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "wattle.cli.Main"));
        all.addAll(List.of(words));
        var builder = new ProcessBuilder(all);
        builder.environment().putAll(environment);
        return builder;
    }

    /// The address of a page.
    String at(String path) {
        return address + path;
    }

    /// A token of this server; for the same name the same.
    ///
    /// @param scope such as `submit`
    String token(String name, String scope) {
        return tokens.computeIfAbsent(
                name,
                each ->
                        Called.wattle(
                                        "hub",
                                        "token",
                                        "create",
                                        "--name",
                                        each,
                                        "--scope",
                                        scope,
                                        "--quiet",
                                        "--database",
                                        database.toString())
                                .done()
                                .out()
                                .strip());
    }

    /// What the API answers.
    ///
    /// @param body JSON; empty for none
    /// @param headers names and values in turn
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(path.startsWith("/") ? at(path) : path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
