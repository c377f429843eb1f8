package wattle.report.schedule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import wattle.plan.Plan;

/// A plan as a calendar (RFC 5545): an event for each stretch of work.
final class Calendar {

    /// In octets, the line's end left out (RFC 5545, 3.1).
    private static final int LONGEST_LINE = 75;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Calendar() {}

    static String of(ScheduleFormat.Planned planned) {
        var out = new StringBuilder();
        line(out, "BEGIN:VCALENDAR");
        line(out, "VERSION:2.0");
        line(out, "PRODID:-//Wattle//plan//EN");
        List<Plan.Segment> segments = planned.plan().segments();
        for (int i = 0; i < segments.size(); i++) {
            Plan.Segment each = segments.get(i);
            line(out, "BEGIN:VEVENT");
            line(out, "UID:" + uid(planned, i));
            line(out, "DTSTAMP:" + time(planned.now()));
            line(out, "DTSTART:" + time(each.interval().start()));
            line(out, "DTEND:" + time(each.interval().end()));
            String part =
                    segments.size() == 1 ? "" : " (" + (i + 1) + " of " + segments.size() + ")";
            line(out, "SUMMARY:" + escaped(planned.command() + part));
            line(out, "LOCATION:" + escaped(each.zone()));
            line(out, "DESCRIPTION:" + escaped(planned.summary()));
            line(out, "END:VEVENT");
        }
        line(out, "END:VCALENDAR");
        return out.toString();
    }

    /// The same plan gives the same events: read again it replaces them.
    private static String uid(ScheduleFormat.Planned planned, int index) {
        String of =
                planned.command()
                        + planned.plan().policy()
                        + planned.plan().start()
                        + planned.baseline().start();
        return Integer.toHexString(of.hashCode()) + "-" + index + "@wattle";
    }

    private static String time(Instant at) {
        return UTC.format(at);
    }

    private static String escaped(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == ';' || c == ',') {
                out.append('\\');
            }
            out.append(Character.isISOControl(c) ? ' ' : c);
        }
        return out.toString();
    }

    /// Folded between characters, never within one.
    private static void line(StringBuilder out, String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int c = content.codePointAt(i);
            String character = Character.toString(c);
            int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; // In UTF-8.
            if (octets + size > LONGEST_LINE) {
                out.append("\r\n ");
                octets = 1;
            }
            out.append(character);
            octets += size;
            i += character.length();
        }
        out.append("\r\n");
    }
}
