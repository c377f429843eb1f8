package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one call of the command line gave.
public record Called(int exit, String out, String err) {

    public static Called wattle(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.execute(args, new PrintWriter(out), new PrintWriter(err));
        return new Called(exit, out.toString(), err.toString());
    }

    /// The result as JSON, of a call that must have gone well.
    public JsonNode json() {
        assertThat(exit).as(err).isZero();
        return JsonMapper.shared().readTree(out);
    }

    /// What was done, without an error.
    public Called done() {
        assertThat(exit).as(err).isZero();
        return this;
    }

    /// A refusal: the exit code, one or two lines on standard error with its code, and no result.
    Called refused(Exit code) {
        assertThat(exit).as(err).isEqualTo(code.code());
        assertThat(out).isEmpty();
        assertThat(err.lines().filter(line -> !line.startsWith("wattle: ")))
                .hasSizeBetween(1, 2)
                .first()
                .asString()
                .startsWith("error WATTLE-" + code.code());
        assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
        return this;
    }
}
