package wattle.hub.web.calculation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Remembers what it was asked, with the files that were there, and answers as it is told.
final class Recorded implements Calculations {

    final List<List<String>> asked = new CopyOnWriteArrayList<>();
    final Map<String, String> files = new LinkedHashMap<>();
    final CountDownLatch mayEnd = new CountDownLatch(1);
    volatile boolean waits;
    volatile @Nullable Refusal refusal;

    @Override
    public Result calculate(List<String> arguments) throws InterruptedException {
        asked.add(arguments);
        for (String each : arguments) {
            if (each.equals("--")) {
                break;
            }
            String value = each.substring(each.indexOf('=') + 1);
            if (each.startsWith("--") && value.startsWith("/")) {
                read(Path.of(value).getParent());
            }
        }
        if (waits) {
            mayEnd.await();
        }
        Refusal why = refusal;
        if (why != null && arguments.size() > 2) {
            String file = arguments.getLast().substring(arguments.getLast().indexOf('=') + 1);
            why =
                    new Refusal(
                            why.exitCode(),
                            why.code(),
                            why.problem().replace("FILE", file),
                            why.advice());
        }
        return new Result(why == null ? "{\"ok\":1.10}\n" : "", List.of("a remark\nof ä"), why);
    }

    private void read(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (var inside = Files.list(folder)) {
            for (Path each : inside.toList()) {
                files.put(String.valueOf(each.getFileName()), Files.readString(each));
                files.put("folder", folder.toString());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
