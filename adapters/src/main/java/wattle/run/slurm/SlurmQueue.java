package wattle.run.slurm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;

/// Where a job stands: in the controller's queue, which keeps it for a while after its end
/// (`MinJobAge`, five minutes unless set), or in the accounting after that. Thread-safe.
final class SlurmQueue {

    /// Widths are bounds: what is longer is cut off. The comment may hold anything and comes last.
    private static final String QUEUE_FIELDS =
            "ArrayJobID:20|,JobArrayID:40|,State:40|,Reason:60|,TimeUsed:30|,exit_code:12|,Comment:400";

    private static final int QUEUE_COUNT = 7;

    private static final String ACCOUNT_FIELDS =
            "JobID,State,ExitCode,ElapsedRaw,Submit,JobName,Comment";

    private static final int ACCOUNT_COUNT = 7;

    private static final String COMMENT = "wattle:";
    private static final String RAN = " ran=";

    private final SlurmCommands commands;

    SlurmQueue(SlurmCommands commands) {
        this.commands = commands;
    }

    /// What a job's comment says of its run.
    static String comment(String id, Duration ran) {
        return COMMENT + id + (ran.isZero() ? "" : RAN + ran.toSeconds());
    }

    /// The id of the run whose job has that comment; null where it is nobody's.
    private static @Nullable String id(String comment) {
        if (!comment.startsWith(COMMENT)) {
            return null;
        }
        int ran = comment.indexOf(RAN);
        return comment.substring(COMMENT.length(), ran < 0 ? comment.length() : ran);
    }

    private static Duration before(String comment) {
        int at = comment.startsWith(COMMENT) ? comment.indexOf(RAN) : -1;
        Duration ran = at < 0 ? null : Task.duration(comment.substring(at + RAN.length()));
        return ran == null ? Duration.ZERO : ran;
    }

    /// In the controller's queue; null where it is not there, or not any more.
    @Nullable Tasks queued(String job) throws RunnerException {
        String said;
        try {
            said = commands.ask("squeue", words("--jobs=" + job));
        } catch (RunnerException refused) {
            if (String.valueOf(refused.getMessage()).contains("Invalid job id")) {
                return null;
            }
            throw refused;
        }
        List<Task> tasks = new ArrayList<>();
        String comment = "";
        for (String[] row : rows(said)) {
            tasks.add(task(row));
            comment = row[6];
        }
        return tasks.isEmpty() ? null : new Tasks(tasks, id(comment), before(comment));
    }

    /// The number of this user's job of a run; null where none is in the queue.
    @Nullable String find(String id) throws RunnerException {
        for (String[] row : rows(commands.ask("squeue", words("--me")))) {
            if (id.equals(id(row[6]))) {
                return row[0];
            }
        }
        return null;
    }

    private static List<String> words(String which) {
        return List.of(
                "--noheader",
                "--all",
                "--array",
                "--states=all",
                which,
                "--Format=" + QUEUE_FIELDS);
    }

    private static List<String[]> rows(String said) throws RunnerException {
        List<String[]> rows = new ArrayList<>();
        for (String line : said.lines().toList()) {
            String[] row = line.split("\\|", QUEUE_COUNT);
            if (row.length != QUEUE_COUNT) {
                throw new RunnerException(Reason.REFUSED, "squeue printed \"" + line + "\"");
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i].strip();
            }
            rows.add(row);
        }
        return rows;
    }

    private static Task task(String[] row) {
        Integer status = number(row[5]);
        return new Task(row[1], row[2], row[3], Task.duration(row[4]), status == null ? 0 : status);
    }

    /// In the accounting; null where there is no such job in it.
    ///
    /// @param all whether the times before each requeue are to be added up
    /// @throws RunnerException if there is no accounting, too
    @Nullable Tasks accounted(String job, boolean all) throws RunnerException {
        String said =
                commands.ask(
                        "sacct",
                        "--allocations",
                        "--duplicates",
                        "--parsable2",
                        "--noheader",
                        "--noconvert",
                        "--jobs=" + job,
                        "--format=" + ACCOUNT_FIELDS);
        Map<String, Task> last = new HashMap<>();
        Map<String, Long> submitted = new HashMap<>();
        Map<String, Duration> sums = new HashMap<>();
        for (String line : said.lines().toList()) {
            String[] row = line.split("\\|", ACCOUNT_COUNT);
            if (row.length != ACCOUNT_COUNT) {
                throw new RunnerException(Reason.REFUSED, "sacct printed \"" + line + "\"");
            }
            Duration ran = Task.duration(row[3]);
            sums.merge(row[0], ran == null ? Duration.ZERO : ran, Duration::plus);
            long at = row[4].chars().allMatch(Character::isDigit) ? Long.parseLong(row[4]) : 0;
            Long before = submitted.get(row[0]);
            if (before == null || at >= before) {
                submitted.put(row[0], at);
                last.put(row[0], task(row[0], row[1], row[2], ran));
            }
        }
        List<Task> tasks = new ArrayList<>();
        last.forEach((number, task) ->
                tasks.add(
                        all
                                ? new Task(
                                        number,
                                        task.word(),
                                        task.reason(),
                                        sums.get(number),
                                        task.status())
                                : task));
        return tasks.isEmpty() ? null : new Tasks(tasks, null, Duration.ZERO);
    }

    /// The number of this user's job of a run that has left the queue; null where the accounting
    /// has none.
    ///
    /// @param name of the job
    /// @param ours whether no other job is called so: not every accounting keeps comments
    /// @throws RunnerException if there is no accounting, too
    @Nullable String findAccounted(String id, String name, boolean ours) throws RunnerException {
        String said =
                commands.ask(
                        "sacct",
                        "--allocations",
                        "--parsable2",
                        "--noheader",
                        "--starttime=now-365days",
                        "--name=" + name,
                        "--format=" + ACCOUNT_FIELDS);
        String found = null;
        for (String line : said.lines().toList()) {
            String[] row = line.split("\\|", ACCOUNT_COUNT);
            if (row.length == ACCOUNT_COUNT && (row[6].isEmpty() ? ours : id.equals(id(row[6])))) {
                int underscore = row[0].indexOf('_');
                found = underscore < 0 ? row[0] : row[0].substring(0, underscore);
            }
        }
        return found;
    }

    /// @param state such as `CANCELLED by 1000`
    /// @param exit such as `1:0`: exit code and signal
    private static Task task(String number, String state, String exit, @Nullable Duration ran) {
        int space = state.indexOf(' ');
        int colon = exit.indexOf(':');
        Integer code = colon < 0 ? null : number(exit.substring(0, colon));
        Integer signal = colon < 0 ? null : number(exit.substring(colon + 1));
        return new Task(
                number,
                space < 0 ? state : state.substring(0, space),
                "None",
                ran,
                (code == null ? 0 : code << 8) | (signal == null ? 0 : signal & 0x7f));
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
