package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An interactive shell on a terminal: Ctrl-C, Ctrl-Z and `fg` do what they do without Wattle.
class TerminalTest {
    private static final long DEADLINE_SECONDS = 60;
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_Z = "\u001a";
    private static final String CTRL_BACKSLASH = "\u001c";

    private final Process terminal =
            WrappedShell.builder("script", "-qfc", "bash --norc --noprofile -i", "/dev/null")
                    .redirectErrorStream(true)
                    .start();
    private final Writer keyboard = terminal.outputWriter(StandardCharsets.UTF_8);
    private final InputStream screen = terminal.getInputStream();
    private final StringBuilder seen = new StringBuilder();

    TerminalTest() throws IOException {}

    @AfterEach
    void end() throws InterruptedException {
        terminal.descendants().forEach(ProcessHandle::destroyForcibly);
        terminal.destroyForcibly();
        terminal.waitFor();
    }

    @Test
    void theChildHasTheTerminal() throws IOException, InterruptedException {
        type("PS1= PS2=; stty -echo\n");
        type(
                WrappedShell.command()
                        + "sh -c 'test -t 0 && test -t 1 && test -t 2 && echo tty-$((40+2))'\n");
        expect("tty-42");
    }

    @Test
    void jobControl() throws IOException, InterruptedException {
        type("PS1=idle: PS2=; stty -echo; echo quiet-$((40+2))\n");
        expect("quiet-42");
        type(
                WrappedShell.command()
                        + "perl -e '$SIG{INT}=sub{syswrite STDOUT,\"int-\".++$n.\"\\n\"};"
                        + "syswrite STDOUT,\"ready\\n\"; select undef,undef,undef,1 while 1'\n");
        expect("ready");
        awaitCanary();
        type(CTRL_C);
        expect("int-1");
        awaitCanary();
        type(CTRL_Z);
        expect("Stopped");
        type("echo stopped-$?\n");
        expect("stopped-148");
        expect("idle:");
        type("fg\n");
        awaitCanary();
        type(CTRL_C);
        expect("int-2"); // Not 3: neither Ctrl-C came twice.
        type(CTRL_Z);
        expect("Stopped");
        expect("idle:");
        type("fg\n");
        awaitCanary();
        type(CTRL_BACKSLASH);
        expect("idle:");
        type("echo ended-$?\n");
        expect("ended-131");
        assertThat(seen).doesNotContain("int-3").doesNotContain("thread dump");
    }

    private void awaitCanary() throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (terminal.descendants().noneMatch(process -> WrappedShell.isCanary(process.pid()))) {
            assertThat(System.nanoTime()).describedAs(seen.toString()).isLessThan(deadline);
            Thread.sleep(2);
        }
    }

    private void type(String keys) throws IOException {
        keyboard.write(keys);
        keyboard.flush();
    }

    /// Reads on until `text` has come, and forgets what was before it.
    private void expect(String text) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (seen.indexOf(text) < 0) {
            assertThat(System.nanoTime()).describedAs(text + " in " + seen).isLessThan(deadline);
            if (screen.available() > 0) {
                seen.append(
                        new String(screen.readNBytes(screen.available()), StandardCharsets.UTF_8));
            } else {
                Thread.sleep(2);
            }
        }
        seen.delete(0, seen.indexOf(text) + text.length());
    }
}
