package dev.yatagarasu.core.http;

import java.util.Optional;

/** Reads and writes IP addresses. Nothing is looked up: a text that is no address is none. */
final class IpText {
    private static final int GROUPS = 8;

    private final String text;
    private final int end;
    private final int[] groups = new int[GROUPS];
    private int count;
    private int gap = -1;
    private int at;

    private IpText(String text, int end) {
        this.text = text;
        this.end = end;
    }

    static Optional<IpAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            long v4 = v4(text, 0, text.length());
            return v4 < 0 ? Optional.empty() : Optional.of(IpAddress.ofV4(v4));
        }
        int zone = text.indexOf('%');
        if (zone >= 0 && !isZone(text, zone + 1)) {
            return Optional.empty();
        }
        IpText v6 = new IpText(text, zone < 0 ? text.length() : zone);
        return v6.readGroups() ? Optional.of(v6.address()) : Optional.empty();
    }

    private static boolean isZone(String text, int from) {
        return from < text.length()
                && text.chars()
                        .skip(from)
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-._~%".indexOf(c) >= 0));
    }

    /** The 32 bits of a dotted decimal address; -1 if it is none. Leading zeros, which some read as octal, are refused. */
    private static long v4(String text, int from, int to) {
        long bits = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at >= to || text.charAt(at++) != '.')) {
                return -1;
            }
            int start = at;
            int octet = 0;
            while (at < to && at - start < 3 && isDigit(text.charAt(at))) {
                octet = octet * 10 + text.charAt(at++) - '0';
            }
            if (at == start || octet > 255 || (at - start > 1 && text.charAt(start) == '0')) {
                return -1;
            }
            bits = bits << 8 | octet;
        }
        return at == to ? bits : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Reads all groups, and notes before which of them {@code ::} stands; false if this is no address. */
    private boolean readGroups() {
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < end) {
            int colon = text.indexOf(':', at);
            boolean last = colon < 0 || colon >= end;
            if (!readGroup(last ? end : colon, last)) {
                return false;
            }
            if (!last && !skipColons()) {
                return false;
            }
        }
        return gap < 0 ? count == GROUPS : count < GROUPS;
    }

    private boolean readGroup(int to, boolean last) {
        int dot = text.indexOf('.', at);
        if (last && dot >= 0 && dot < to) {
            return readV4Tail(to);
        }
        if (to == at || to - at > 4 || count == GROUPS) {
            return false;
        }
        int value = 0;
        for (; at < to; at++) {
            int digit = text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                return false;
            }
            value = value << 4 | digit;
        }
        groups[count++] = value;
        return true;
    }

    private boolean readV4Tail(int to) {
        long bits = v4(text, at, to);
        if (bits < 0 || count > GROUPS - 2) {
            return false;
        }
        groups[count++] = (int) (bits >>> 16);
        groups[count++] = (int) (bits & 0xffff);
        at = to;
        return true;
    }

    /** Steps over the colon behind a group, and over a second one if it is the only such pair; there must be more. */
    private boolean skipColons() {
        at++;
        if (at < end && text.charAt(at) == ':' && gap < 0) {
            gap = count;
            at++;
            return true;
        }
        return at < end;
    }

    private IpAddress address() {
        int missing = GROUPS - count;
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            boolean inGap = gap >= 0 && i >= gap && i < gap + missing;
            long group = inGap ? 0 : groups[gap >= 0 && i >= gap ? i - missing : i];
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
        }
        return new IpAddress(high, low);
    }

    static String v4(long bits) {
        return (bits >>> 24 & 0xff) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    static String v6(long high, long low) {
        int[] words = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            words[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i & 3))) & 0xffff;
        }
        int start = longestZeros(words);
        StringBuilder written = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                written.append("::");
                i += zerosAt(words, i) - 1;
            } else {
                boolean first = i == 0 || written.charAt(written.length() - 1) == ':';
                written.append(first ? "" : ":").append(Integer.toHexString(words[i]));
            }
        }
        return written.toString();
    }

    /** Where the first of the longest runs of zeros begins, if that run is longer than one group; else -1. */
    private static int longestZeros(int[] words) {
        int best = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i += Math.max(1, zerosAt(words, i))) {
            if (zerosAt(words, i) > length) {
                best = i;
                length = zerosAt(words, i);
            }
        }
        return best;
    }

    private static int zerosAt(int[] words, int from) {
        int to = from;
        while (to < GROUPS && words[to] == 0) {
            to++;
        }
        return to - from;
    }
}
