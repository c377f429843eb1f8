package wattle.meter.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A process of its own that writes a record until it is killed, or that ends what others left.
final class RecordProcess {

    private RecordProcess() {}

    /// @param arguments `write`, a file and a boot id, or `end` and a folder
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path path = Path.of(arguments[1]);
        if (arguments[0].equals("end")) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            List<Path> ended = Orphans.end(path, null, System.out::println);
            System.out.println("ended " + ended.size());
            return;
        }
        RecordWriter writer = RecordWriter.create(path, System.out::println);
        writer.began(Runs.steadyHeader(arguments[2]));
        Runs.steady(30).stream().skip(1).limit(20).forEach(step -> step.accept(writer));
        System.out.println("ready");
        Thread.sleep(600_000);
        writer.close();
    }

    static Process start(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 6];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command[1] = "-XX:TieredStopAtLevel=1";
        command[2] = "-XX:+UseSerialGC";
        command[3] = "-cp";
        command[4] = System.getProperty("java.class.path");
        command[5] = RecordProcess.class.getName();
        System.arraycopy(arguments, 0, command, 6, arguments.length);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
