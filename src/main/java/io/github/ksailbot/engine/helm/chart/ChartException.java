package io.github.ksailbot.engine.helm.chart;

/** A chart that cannot be read. The message is half a sentence for people: {@code it has no Chart.yaml}. */
public final class ChartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final boolean isLimit;

    private ChartException(String message, String file, boolean isLimit) {
        super(message);
        this.file = file;
        this.isLimit = isLimit;
    }

    /** @param file of the chart that it is about; empty for the chart as a whole */
    public static ChartException of(String message, String file) {
        return new ChartException(message, file, false);
    }

    /** What is beyond the limits of this program, and may still be right. */
    public static ChartException limit(String message, String file) {
        return new ChartException(message, file, true);
    }

    public String file() {
        return file;
    }

    public boolean isLimit() {
        return isLimit;
    }

    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
