package org.shuyuan.pack;

/**
 * Something wrong in a pack, said to its writer.
 *
 * @param offending the text as written, shortened
 * @param problem what is wrong
 * @param remedy what to do, best the line to write instead
 * @param warning whether the pack compiles all the same
 */
public record Fault(Place place, String offending, String problem, String remedy, boolean warning) {

    private static final int SHOWN = 120;

    public Fault {
        String oneLine = offending.strip().replaceAll("\\s+", " ");
        offending = oneLine.codePointCount(0, oneLine.length()) <= SHOWN
                ? oneLine
                : oneLine.substring(0, oneLine.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** The fault as the launcher prints it: place, problem, text, remedy. */
    public String print() {
        return place + ": " + (warning ? "warning: " : "") + problem + (offending.isEmpty() ? "" : "\n    " + offending)
                + "\n    → " + remedy;
    }
}
