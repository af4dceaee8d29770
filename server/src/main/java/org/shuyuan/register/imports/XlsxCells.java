package org.shuyuan.register.imports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a workbook says, as text: days and times as ISO 8601 writes them, numbers in full, formulas by the value that was saved
 * with them.
 */
final class XlsxCells {

    /** What a workbook keeps of a number (IEEE 754, as ECMA-376 part 1, 18.3.1.96 has it shown). */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    private static final BigDecimal WHOLE = BigDecimal.TEN.pow(15);
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466); // 10000-01-01
    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

    private final boolean date1904;
    private final Map<String, Boolean> formats = new HashMap<>();

    XlsxCells(boolean date1904) {
        this.date1904 = date1904;
    }

    String text(Cell cell) {
        String raw = cell.getRawValue();
        return switch (cell.getType()) {
            case EMPTY -> "";
            case STRING -> Objects.requireNonNullElse(cell.getText(), "");
            case BOOLEAN -> "1".equals(raw) || "true".equalsIgnoreCase(raw) ? "true" : "false";
            case ERROR -> Objects.requireNonNullElse(raw, "");
            case NUMBER -> number(cell, String.valueOf(raw));
            case FORMULA ->
                cell.getValue() instanceof BigDecimal
                        ? number(cell, String.valueOf(raw))
                        : String.valueOf(cell.getValue() == null ? "" : cell.getValue());
        };
    }

    /** Why the cell means nothing, or null. */
    @Nullable
    ImportFault flaw(Cell cell) {
        if (cell.getType() == CellType.ERROR) {
            return ImportFault.CELL_ERROR;
        }
        if (cell.getValue() instanceof BigDecimal number && number.abs().compareTo(WHOLE) >= 0) {
            return ImportFault.DIGITS_LOST;
        }
        return null;
    }

    private String number(Cell cell, String raw) {
        BigDecimal number;
        try {
            number = new BigDecimal(raw);
        } catch (NumberFormatException text) {
            return raw;
        }
        if (number.signum() >= 0 && number.compareTo(LAST_DAY) < 0 && temporal(cell)) {
            return moment(number);
        }
        BigDecimal shown = number.round(DIGITS).stripTrailingZeros();
        return shown.signum() == 0 ? "0" : shown.toPlainString();
    }

    /** A number of days since the epoch of the workbook. The year 1900 has a 29 February there, which never was. */
    private String moment(BigDecimal number) {
        long days = number.longValue();
        long seconds = number.subtract(BigDecimal.valueOf(days))
                .multiply(SECONDS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        LocalTime time = LocalTime.ofSecondOfDay(seconds % 86_400);
        days += seconds / 86_400;
        if (days == 0 && !date1904) {
            return time.toString();
        }
        LocalDate epoch = date1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, days < 60 ? 31 : 30);
        LocalDate day = epoch.plusDays(days);
        return time.equals(LocalTime.MIDNIGHT)
                ? day.toString()
                : LocalDateTime.of(day, time).toString();
    }

    private boolean temporal(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null
                && ((id >= 14 && id <= 22)
                        || (id >= 27 && id <= 36)
                        || (id >= 45 && id <= 47)
                        || (id >= 50 && id <= 58))) {
            return true;
        }
        String format = cell.getDataFormatString();
        return format != null && formats.computeIfAbsent(format, XlsxCells::temporal);
    }

    /** Whether a format of one's own shows days or times: its letters, without quoted ones and without colours. */
    private static boolean temporal(String format) {
        String letters = format.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.", "").replaceAll("\\[(?!h|m|s)[^\\]]*]", "");
        return letters.matches("(?i).*[ydhs].*") && !letters.matches("(?i).*general.*");
    }
}
