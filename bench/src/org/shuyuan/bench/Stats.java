package org.shuyuan.bench;

import java.util.Arrays;
import java.util.Collection;

/** Medians, percentiles, and numbers as people read them. */
final class Stats {

    private Stats() {}

    static double median(Collection<Double> values) {
        return percentile(values, 0.5);
    }

    static double p95(Collection<Double> values) {
        return percentile(values, 0.95);
    }

    /** The smallest value that a share of all values does not exceed; of an even number, the median is the mean of the middle two. */
    static double percentile(Collection<Double> values, double share) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        if (share == 0.5 && sorted.length % 2 == 0) {
            return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        }
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    static String spread(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return number(sorted[0]) + " … " + number(sorted[sorted.length - 1]);
    }

    static double sum(double... values) {
        return Arrays.stream(values).sum();
    }

    /** Three digits that count, and thousands apart. */
    static String number(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            return "–";
        }
        return size >= 100 ? String.format("%,.0f", value) : size >= 10 ? String.format("%.1f", value)
                : size >= 0.1 || size == 0 ? String.format("%.2f", value) : String.format("%.3f", value);
    }

    static String megabytes(long bytes) {
        return String.format("%,d MB", bytes / 1_000_000);
    }
}
