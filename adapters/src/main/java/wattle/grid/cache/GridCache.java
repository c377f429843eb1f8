package wattle.grid.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import wattle.grid.Forecast;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Nanos;

/// The folder of what was fetched. Threads and processes may share it.
///
/// Below the folder: source / zone / kind, as [FileNames] has them; in each of these a `lock`, a
/// file for each model's history and one for each forecast. A file that is damaged is renamed to
/// end in `.bad`, told, and treated as absent.
public final class GridCache {

    /// These and [CacheFile] go together: another layout needs another ending.
    static final String HISTORY = ".v1.history";

    static final String FORECAST = ".v1.forecast";
    private static final String BAD = ".bad";

    /// Some two hundred years of five-minute values.
    private static final long MOST_BYTES = 256L << 20;

    private final Path folder;
    private final Consumer<String> problems;

    /// @param folder made when something is written to it
    /// @param problems told what could not be read or written, in sentences
    public GridCache(Path folder, Consumer<String> problems) {
        this.folder = folder.toAbsolutePath();
        this.problems = problems;
    }

    private Path folderOf(GridZone zone, Labels labels) {
        return folder.resolve(FileNames.of(zone.source()))
                .resolve(FileNames.of(zone.key()))
                .resolve(FileNames.of(labels.signal().label() + "_" + labels.factor().label()));
    }

    private Path file(CacheKey key) {
        return folderOf(key.zone(), key.labels()).resolve(FileNames.of(key.model()) + HISTORY);
    }

    /// The history of each model, the one asked for last first, and of equal ones the one that goes
    /// on for longest.
    List<Stored> histories(GridZone zone, Labels labels) {
        List<Stored> found = new ArrayList<>();
        for (Path each : files(folderOf(zone, labels), HISTORY)) {
            Stored stored = read(each, CacheCodec::stored);
            if (stored != null && stored.key().zone().equals(zone)) {
                found.add(stored);
            }
        }
        found.sort(Comparator.comparing(Stored::latest).thenComparing(Stored::end).reversed());
        return found;
    }

    /// Notes a series that came from files, on top of what was imported of the zone and kind
    /// before.
    ///
    /// @param imported of the model [CacheKey#IMPORT]
    public void keep(Observed imported) {
        if (!imported.model().equals(CacheKey.IMPORT)) {
            throw new IllegalArgumentException("an answer of a source is kept by its cache alone");
        }
        merge(
                CacheKey.of(imported),
                imported.gramsPerKilowattHour().timeline().span(),
                imported.retrievedAt(),
                imported);
    }

    /// Notes an answer, on top of what anybody else noted meanwhile.
    ///
    /// @param page what was asked for
    /// @param answer null where the source has nothing
    void merge(CacheKey key, Interval page, Instant at, @Nullable Observed answer) {
        Path file = file(key);
        try (FolderLock lock = FolderLock.of(Objects.requireNonNull(file.getParent()))) {
            sweep(lock, Objects.requireNonNull(file.getParent()));
            Stored before = readLocked(file, CacheCodec::stored);
            Stored after = (before == null ? Stored.nothing(key) : before).with(page, at, answer);
            Whole.write(file, CacheCodec.file(after).bytes());
        } catch (IOException full) {
            problems.accept(
                    "what was fetched of "
                            + key.zone()
                            + " could not be kept in "
                            + file
                            + ": "
                            + reason(full));
        }
    }

    /// All forecasts of a zone and kind, the one issued last first.
    List<StoredForecast> forecasts(GridZone zone, Labels labels) {
        List<StoredForecast> found = new ArrayList<>();
        for (Path each : files(folderOf(zone, labels), FORECAST)) {
            StoredForecast stored = read(each, CacheCodec::forecast);
            if (stored != null && zone.equals(stored.forecast().zone())) {
                found.add(stored);
            }
        }
        found.sort(
                Comparator.comparing((StoredForecast each) -> each.forecast().issuedAt())
                        .reversed());
        return found;
    }

    /// Keeps a forecast, and lets go of those that were issued before `keepFrom` unless they are
    /// archived.
    void keep(StoredForecast stored, Instant keepFrom) {
        Forecast forecast = stored.forecast();
        GridZone zone = forecast.zone();
        if (zone == null) {
            return; // Nobody could ask for it.
        }
        Path place = folderOf(zone, forecast.labels());
        Path file =
                place.resolve(
                        FileNames.of(Nanos.of(forecast.issuedAt()) + "_" + forecast.model())
                                + FORECAST);
        try (FolderLock lock = FolderLock.of(place)) {
            sweep(lock, place);
            StoredForecast before = readLocked(file, CacheCodec::forecast);
            StoredForecast kept = before == null ? stored : before.with(stored);
            Whole.write(file, CacheCodec.file(kept).bytes());
            for (Path each : files(place, FORECAST)) {
                StoredForecast old = readLocked(each, CacheCodec::forecast);
                if (old != null
                        && !old.archived()
                        && old.forecast().issuedAt().isBefore(keepFrom)) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException full) {
            problems.accept(
                    "a forecast of "
                            + zone
                            + " could not be kept in "
                            + place
                            + ": "
                            + reason(full));
        }
    }

    /// Everything there is, by key.
    public List<CacheEntry> list() {
        List<CacheEntry> entries = new ArrayList<>();
        for (Path source : folders(folder)) {
            for (Path zone : folders(source)) {
                addEntries(zone, entries);
            }
        }
        return sorted(entries);
    }

    /// What there is of one zone, by key; reads nothing of others.
    public List<CacheEntry> list(GridZone zone) {
        List<CacheEntry> entries = new ArrayList<>();
        addEntries(
                folder.resolve(FileNames.of(zone.source())).resolve(FileNames.of(zone.key())),
                entries);
        entries.removeIf(each -> !each.key().zone().equals(zone));
        return sorted(entries);
    }

    private void addEntries(Path zone, List<CacheEntry> entries) {
        for (Path kind : folders(zone)) {
            for (Path each : files(kind, HISTORY)) {
                Stored stored = read(each, CacheCodec::stored);
                if (stored != null) {
                    entries.add(entry(stored, each));
                }
            }
            for (Path each : files(kind, FORECAST)) {
                StoredForecast stored = read(each, CacheCodec::forecast);
                if (stored != null) {
                    entries.add(entry(stored, each));
                }
            }
        }
    }

    private static List<CacheEntry> sorted(List<CacheEntry> entries) {
        entries.sort(
                Comparator.comparing((CacheEntry each) -> each.key().zone().toString())
                        .thenComparing(each -> each.key().labels().signal())
                        .thenComparing(each -> each.key().labels().factor())
                        .thenComparing(CacheEntry::kind, Comparator.reverseOrder())
                        .thenComparing(each -> each.key().model())
                        .thenComparing(
                                CacheEntry::newest,
                                Comparator.nullsFirst(Comparator.naturalOrder())));
        return entries;
    }

    private static CacheEntry entry(Stored stored, Path file) {
        HeldSeries values = stored.values() == null ? null : stored.values().gramsPerKilowattHour();
        return new CacheEntry(
                stored.key(),
                "history",
                values == null ? null : values.timeline().span(),
                values == null ? 0 : values.size(),
                values == null ? 0 : values.timeline().gaps(),
                stored.asked().oldestOf(stored.asked().spans()),
                stored.asked().latest(),
                size(file),
                file);
    }

    private static CacheEntry entry(StoredForecast stored, Path file) {
        Forecast forecast = stored.forecast();
        HeldSeries values = CacheCodec.values(forecast);
        return new CacheEntry(
                new CacheKey(
                        Objects.requireNonNull(forecast.zone()),
                        forecast.labels(),
                        forecast.model()),
                "forecast",
                values.timeline().span(),
                values.size(),
                values.timeline().gaps(),
                forecast.issuedAt(),
                forecast.issuedAt(),
                size(file),
                file);
    }

    /// Deletes what the condition names.
    ///
    /// @return what was deleted
    public List<CacheEntry> clear(Predicate<CacheEntry> which) {
        List<CacheEntry> cleared = new ArrayList<>();
        for (CacheEntry each : list()) {
            if (!which.test(each)) {
                continue;
            }
            try (FolderLock lock = FolderLock.of(Objects.requireNonNull(each.file().getParent()))) {
                sweep(lock, Objects.requireNonNull(each.file().getParent()));
                if (Files.deleteIfExists(each.file())) {
                    cleared.add(each);
                }
            } catch (IOException refused) {
                problems.accept(each.file() + " cannot be deleted: " + reason(refused));
            }
        }
        return cleared;
    }

    private interface Reader<T> {
        T read(CacheFile file) throws MalformedCacheException;
    }

    /// Null where the file is not there, cannot be read, or was damaged.
    private <T> @Nullable T read(Path file, Reader<T> reader) {
        try {
            byte[] bytes = bytes(file);
            return bytes == null ? null : reader.read(CacheFile.of(bytes));
        } catch (MalformedCacheException damaged) {
            // Somebody may have put a good one into its place: look again with nobody else there.
            Path place = Objects.requireNonNull(file.getParent());
            try (FolderLock lock = FolderLock.of(place)) {
                sweep(lock, place);
                return readLocked(file, reader);
            } catch (IOException noLock) {
                problems.accept(file + " is damaged (" + damaged.getMessage() + ") and left out");
                return null;
            }
        }
    }

    private <T> @Nullable T readLocked(Path file, Reader<T> reader) {
        try {
            byte[] bytes = bytes(file);
            return bytes == null ? null : reader.read(CacheFile.of(bytes));
        } catch (MalformedCacheException damaged) {
            setAside(file, damaged);
            return null;
        }
    }

    private byte @Nullable [] bytes(Path file) throws MalformedCacheException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new MalformedCacheException("it is larger than " + MOST_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException unreadable) {
            problems.accept(file + " cannot be read and is left out: " + reason(unreadable));
            return null;
        }
    }

    private void setAside(Path file, MalformedCacheException damaged) {
        Path aside = file.resolveSibling(file.getFileName() + BAD);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            problems.accept(
                    file
                            + " is damaged ("
                            + damaged.getMessage()
                            + "); it was set aside as "
                            + aside.getFileName()
                            + " and counts as absent");
        } catch (IOException refused) {
            problems.accept(
                    file
                            + " is damaged ("
                            + damaged.getMessage()
                            + ") and left out; it cannot be renamed: "
                            + reason(refused));
        }
    }

    /// Deletes what writers that were killed have left half written.
    private static void sweep(FolderLock lock, Path place) {
        if (!lock.isOfProcesses()) {
            return; // Somebody may be writing it.
        }
        for (Path each : files(place, Whole.PART)) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException left) {
                return; // The next one tries again.
            }
        }
    }

    private static List<Path> files(Path place, String ending) {
        return entries(place, each -> each.getFileName().toString().endsWith(ending));
    }

    private static List<Path> folders(Path place) {
        return entries(place, Files::isDirectory);
    }

    /// In order of their names; none where the folder is not there.
    private static List<Path> entries(Path place, DirectoryStream.Filter<Path> filter) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, filter)) {
            entries.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException empty) {
            return List.of();
        } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
            return List.of();
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static String reason(IOException problem) {
        return Objects.requireNonNullElse(
                problem.getMessage() == null || problem instanceof java.nio.file.FileSystemException
                        ? problem instanceof java.nio.file.FileSystemException known
                                        && known.getReason() != null
                                ? known.getReason()
                                : problem.getClass().getSimpleName()
                        : problem.getMessage(),
                "");
    }
}
