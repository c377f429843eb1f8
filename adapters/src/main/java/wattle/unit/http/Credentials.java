package wattle.unit.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names, passwords and tokens of services: from the environment, or else from the file
/// `credentials` in Wattle's home, which nobody else may read. They leave this class by [#find]
/// only; [#toString] tells which there are.
///
/// ```
/// # lines of name = value
/// watttime.user = somebody
/// watttime.password = …
/// ```
///
/// The file is read when something is looked for that the environment does not have. For one thread
/// at a time.
public final class Credentials {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int OTHERS = 077;

    private final Map<String, String> environment;
    private final Path file;
    private @Nullable Map<Credential, String> inFile;

    /// @param home Wattle's home, in which the file may be
    public Credentials(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.file = home.resolve("credentials");
    }

    /// The value without blanks around it; null where it is neither in the environment nor in the
    /// file.
    ///
    /// @throws CredentialsException if the file had to be read and others may read it, it belongs
    ///   to another user, or it is not lines of `name = value`
    public @Nullable String find(Credential credential) throws CredentialsException {
        String set = environment.getOrDefault(credential.variable(), "").strip();
        if (!set.isEmpty()) {
            return set;
        }
        if (inFile == null) {
            inFile = read();
        }
        return inFile.get(credential);
    }

    /// How to give a credential, for a sentence: "set WATTTIME_USER, or write watttime.user = … to
    /// FILE (chmod 600)".
    public String remedy(Credential credential) {
        return "set "
                + credential.variable()
                + ", or write "
                + credential.key()
                + " = … to "
                + file
                + " (chmod 600)";
    }

    private Map<Credential, String> read() throws CredentialsException {
        try {
            requireOwn();
            try (InputStream content = Files.newInputStream(file)) {
                byte[] bytes = content.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new CredentialsException(
                            file + " is larger than " + MOST_BYTES + " bytes: is it another file?");
                }
                return parse(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (AccessDeniedException denied) {
            throw new CredentialsException(
                    file
                            + " cannot be read: sudo chown \"$USER\" '"
                            + file
                            + "' && chmod 600 '"
                            + file
                            + "'");
        } catch (IOException failed) {
            throw new CredentialsException(
                    file + " cannot be read: " + failed.getClass().getSimpleName());
        }
    }

    private void requireOwn() throws IOException, CredentialsException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:mode,uid");
        if (!(attributes.get("mode") instanceof Integer mode)
                || !(attributes.get("uid") instanceof Integer owner)) {
            throw new IOException("no mode");
        }
        if (!Files.isRegularFile(file)) {
            throw new CredentialsException(file + " is no file");
        }
        int user = user();
        if (owner != user) {
            throw new CredentialsException(
                    file
                            + " belongs to the user with number "
                            + owner
                            + ", not to this one ("
                            + user
                            + "), and is not read: sudo chown "
                            + user
                            + " '"
                            + file
                            + "'");
        }
        if ((mode & OTHERS) != 0) {
            throw new CredentialsException(
                    file
                            + " may be read or written by others and is not read: chmod 600 '"
                            + file
                            + "'");
        }
    }

    /// The number of the user that this process acts as, which owns its folder in `/proc`.
    private static int user() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self/"), "unix:uid");
    }

    private Map<Credential, String> parse(String text) throws CredentialsException {
        Map<Credential, String> values = new EnumMap<>(Credential.class);
        int number = 0;
        for (String each : text.split("\n", -1)) {
            number++;
            String line = each.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new CredentialsException(
                        file + ", line " + number + ": must be name = value");
            }
            Credential credential = named(line.substring(0, equals).strip(), number);
            String value = line.substring(equals + 1).strip();
            if (value.isEmpty()) {
                throw new CredentialsException(
                        file + ", line " + number + ": " + credential.key() + " has no value");
            }
            if (values.put(credential, value) != null) {
                throw new CredentialsException(
                        file + ", line " + number + ": " + credential.key() + " is there twice");
            }
        }
        return values;
    }

    private Credential named(String name, int line) throws CredentialsException {
        var known = new StringBuilder();
        for (Credential each : Credential.values()) {
            if (each.key().equals(name)) {
                return each;
            }
            known.append(known.isEmpty() ? "" : ", ").append(each.key());
        }
        // The name is not quoted: it may be a password that got to the wrong side.
        throw new CredentialsException(
                file + ", line " + line + ": the name before the = must be one of " + known);
    }

    /// The file's place alone.
    @Override
    public String toString() {
        return "credentials of the environment or " + file;
    }
}
