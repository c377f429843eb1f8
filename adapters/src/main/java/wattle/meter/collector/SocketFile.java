package wattle.meter.collector;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.meter.collector.CannotListenException.Reason;

/// The socket in the file system: who may connect, and that there is one collector behind it.
///
/// Whoever listens holds a lock on the file beside it, which the kernel lets go however the process
/// ends; that file stays. The socket is made in a folder that nobody else may enter, gets its
/// permissions there and is then moved to its place over a dead one's, so nobody meets it
/// half-made.
final class SocketFile implements AutoCloseable {

    private static final int QUEUE = 256;
    private static final int KIND_OF_FILE = 0170000;
    private static final int SOCKET = 0140000;

    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> OWN =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> SHARED =
            PosixFilePermissions.fromString("rw-rw----");

    private final Path path;
    private final FileChannel lock;
    private final ServerSocketChannel channel;
    private final @Nullable Object key;

    private SocketFile(
            Path path, FileChannel lock, ServerSocketChannel channel, @Nullable Object key) {
        this.path = path;
        this.lock = lock;
        this.channel = channel;
        this.key = key;
    }

    /// @param group whose members may connect beside the owner; null for the owner alone
    static SocketFile listen(Path socket, @Nullable String group) throws CannotListenException {
        Path path = socket.toAbsolutePath();
        Path folder = Objects.requireNonNullElse(path.getParent(), path);
        try {
            GroupPrincipal readers = group == null ? null : group(path, group);
            makeFolder(folder);
            FileChannel lock = lock(path);
            try {
                replaceable(path);
                ServerSocketChannel channel = bind(folder, path, readers);
                return new SocketFile(path, lock, channel, key(path));
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (CannotListenException known) {
            throw known;
        } catch (AccessDeniedException | BindException denied) {
            throw new CannotListenException(
                    Reason.NOT_PERMITTED, "there is no permission to listen at " + path, denied);
        } catch (IOException failed) {
            throw new CannotListenException(
                    Reason.FAILED,
                    "nobody can listen at " + path + ": " + failed.getMessage(),
                    failed);
        }
    }

    ServerSocketChannel channel() {
        return channel;
    }

    Path path() {
        return path;
    }

    private static GroupPrincipal group(Path path, String name) throws IOException {
        try {
            return path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByGroupName(name);
        } catch (UserPrincipalNotFoundException unknown) {
            throw new CannotListenException(
                    Reason.NO_SUCH_GROUP, "there is no group \"" + name + "\"", unknown);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, FOLDER); // Whatever the umask took away.
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var file =
                FileChannel.open(
                        path.resolveSibling(path.getFileName() + ".lock"),
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(OWN));
        FileLock held = null;
        try {
            held = file.tryLock();
        } catch (OverlappingFileLockException here) {
            throw taken(path, here);
        } finally {
            if (held == null) {
                file.close();
            }
        }
        if (held == null) {
            throw taken(path, null);
        }
        return file;
    }

    /// Nobody listens at `path` and nothing but a dead socket is there.
    private static void replaceable(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & KIND_OF_FILE) != SOCKET) {
            throw new CannotListenException(
                    Reason.NOT_A_SOCKET, path + " is there and is no socket", null);
        }
        try (SocketChannel answered = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            answered.configureBlocking(false); // One whose queue is full is alive too, and slow.
            answered.connect(UnixDomainSocketAddress.of(path));
        } catch (java.net.ConnectException nobody) {
            return;
        } catch (java.net.SocketException full) {
            throw taken(path, full);
        }
        throw taken(path, null);
    }

    private static CannotListenException taken(Path path, @Nullable Throwable cause) {
        return new CannotListenException(
                Reason.TAKEN, "another collector listens at " + path, cause);
    }

    private static ServerSocketChannel bind(
            Path folder, Path path, @Nullable GroupPrincipal readers) throws IOException {
        Path hidden = Files.createTempDirectory(folder, ".");
        Path made = hidden.resolve("s");
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(made), QUEUE);
            if (readers == null) {
                Files.setPosixFilePermissions(made, OWN);
            } else {
                give(made, readers);
                Files.setPosixFilePermissions(made, SHARED);
            }
            Files.move(
                    made,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(hidden);
        }
    }

    private static void give(Path made, GroupPrincipal readers) throws IOException {
        try {
            Files.getFileAttributeView(made, PosixFileAttributeView.class).setGroup(readers);
        } catch (FileSystemException refused) {
            throw new CannotListenException(
                    Reason.NOT_PERMITTED,
                    "this user is no member of group \""
                            + readers.getName()
                            + "\" and may not give it the socket",
                    refused);
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /// Takes the socket away, unless it is another one by now.
    @Override
    public void close() throws IOException {
        try (lock;
                channel) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Objects.equals(key, key(path))) {
                Files.delete(path);
            }
        }
    }
}
