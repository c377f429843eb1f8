package wattle.meter.journal;

import java.util.Arrays;
import wattle.meter.Activity;
import wattle.meter.Sample;

/// A sample as a line's content, written by hand since there is one each second for weeks:
/// `"sample":[elapsed_ns,job_cpu_ns,busy_ns,capacity_ns,job_bytes,[readings],[shares],[utilizations]]`
/// with null for what is missing; the last two only where a channel knows them. Shares and
/// utilizations are in steps of 1/10,000. For one thread.
final class SampleText {

    private static final byte[] START = {'"', 's', 'a', 'm', 'p', 'l', 'e', '"', ':', '['};
    private static final double STEPS = 10_000;

    private byte[] bytes = new byte[256];
    private int at;

    byte[] bytes() {
        return bytes;
    }

    /// @return the length of the content in `bytes`
    int write(Sample sample) {
        at = 0;
        int needed = START.length + 5 * 21 + sample.size() * (21 + 16) + 16;
        if (bytes.length < needed) {
            bytes = new byte[2 * needed];
        }
        System.arraycopy(START, 0, bytes, 0, START.length);
        at = START.length;
        Activity activity = sample.activity();
        number(sample.elapsedNanos());
        next();
        number(activity.jobCpuNanos());
        next();
        known(activity.busyNanos(), Activity.UNKNOWN);
        next();
        known(activity.capacityNanos(), Activity.UNKNOWN);
        next();
        number(activity.jobMemoryBytes());
        next();
        bytes[at++] = '[';
        boolean shared = false;
        for (int i = 0; i < sample.size(); i++) {
            if (i > 0) {
                next();
            }
            known(sample.reading(i), Sample.MISSING);
            shared |= !Double.isNaN(sample.share(i)) || !Double.isNaN(sample.utilization(i));
        }
        bytes[at++] = ']';
        if (shared) {
            next();
            bytes[at++] = '[';
            for (int i = 0; i < sample.size(); i++) {
                fraction(sample.share(i), i);
            }
            bytes[at++] = ']';
            next();
            bytes[at++] = '[';
            for (int i = 0; i < sample.size(); i++) {
                fraction(sample.utilization(i), i);
            }
            bytes[at++] = ']';
        }
        bytes[at++] = ']';
        return at;
    }

    static double fraction(long steps) {
        return steps / STEPS;
    }

    private void fraction(double value, int index) {
        if (index > 0) {
            next();
        }
        known(Double.isNaN(value) ? Sample.MISSING : Math.round(value * STEPS), Sample.MISSING);
    }

    private void next() {
        bytes[at++] = ',';
    }

    private void known(long value, long unknown) {
        if (value == unknown) {
            bytes[at++] = 'n';
            bytes[at++] = 'u';
            bytes[at++] = 'l';
            bytes[at++] = 'l';
        } else {
            number(value);
        }
    }

    private void number(long value) {
        long rest = value;
        if (rest < 0) {
            bytes[at++] = '-';
            rest = -rest;
        }
        int end = at + digits(rest);
        for (int i = end - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at = end;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    @Override
    public String toString() {
        return new String(Arrays.copyOf(bytes, at), java.nio.charset.StandardCharsets.US_ASCII);
    }
}
