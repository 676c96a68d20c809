package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.Int64;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Numbers. Whatever a template gives is made a number first. */
final class SprigMath {
    static final Map<String, GoFunction> ALL = Map.ofEntries(
            Map.entry("add", a -> fold(a, 0, (x, y) -> x + y)),
            Map.entry("add1", a -> Casts.integer(a.exactly(1).get(0)) + 1),
            Map.entry("sub", a -> fold(a.exactly(2), (x, y) -> x - y)),
            Map.entry("mul", a -> fold(a.atLeast(1), (x, y) -> x * y)),
            Map.entry("div", a -> divide(a, false)),
            Map.entry("mod", a -> divide(a, true)),
            Map.entry("max", a -> fold(a.atLeast(1), Math::max)),
            Map.entry("biggest", a -> fold(a.atLeast(1), Math::max)),
            Map.entry("min", a -> fold(a.atLeast(1), Math::min)),
            Map.entry("addf", a -> decimals(a, BigDecimal::add)),
            Map.entry("add1f", a -> Casts.decimal(a.exactly(1).get(0)) + 1),
            Map.entry("subf", a -> decimals(a, BigDecimal::subtract)),
            Map.entry("mulf", a -> decimals(a, (x, y) -> x.multiply(y, MathContext.DECIMAL128))),
            Map.entry("divf", SprigMath::divideDecimals),
            Map.entry("maxf", a -> decimals(a, BigDecimal::max)),
            Map.entry("minf", a -> decimals(a, BigDecimal::min)),
            Map.entry("ceil", a -> Math.ceil(Casts.decimal(a.exactly(1).get(0)))),
            Map.entry("floor", a -> Math.floor(Casts.decimal(a.exactly(1).get(0)))),
            Map.entry("round", SprigMath::round),
            Map.entry("int", a -> Casts.integer(a.exactly(1).get(0))),
            Map.entry("int64", a -> new Int64(Casts.integer(a.exactly(1).get(0)))),
            Map.entry("float64", a -> Casts.decimal(a.exactly(1).get(0))),
            Map.entry("atoi", SprigMath::atoi),
            Map.entry("toDecimal", SprigMath::fromOctal),
            Map.entry("duration", SprigMath::duration),
            Map.entry("until", a -> steps(a, 0, a.exactly(1).integer(0), a.integer(0) < 0 ? -1 : 1)),
            Map.entry("untilStep", a -> steps(a, a.exactly(3).integer(0), a.integer(1), a.integer(2))),
            Map.entry("seq", SprigMath::seq));

    private SprigMath() {}

    private static Int64 fold(Arguments a, LongBinaryOperator operator) throws GoTemplateException {
        long result = Casts.integer(a.get(0));
        for (Object value : a.from(1)) {
            result = operator.applyAsLong(result, Casts.integer(value));
        }
        return new Int64(result);
    }

    private static Int64 fold(Arguments a, long first, LongBinaryOperator operator) {
        long result = first;
        for (Object value : a.from(0)) {
            result = operator.applyAsLong(result, Casts.integer(value));
        }
        return new Int64(result);
    }

    private static Int64 divide(Arguments a, boolean rest) throws GoTemplateException {
        long divisor = Casts.integer(a.exactly(2).get(1));
        if (divisor == 0) {
            throw new GoTemplateException("runtime error: integer divide by zero");
        }
        long number = Casts.integer(a.get(0));
        return new Int64(rest ? number % divisor : number / divisor);
    }

    private static double decimals(Arguments a, BinaryOperator<BigDecimal> operator) throws GoTemplateException {
        BigDecimal result = exact(a.atLeast(1).get(0));
        for (Object value : a.from(1)) {
            result = operator.apply(result, exact(value));
        }
        return result.doubleValue();
    }

    private static double divideDecimals(Arguments a) throws GoTemplateException {
        BigDecimal result = exact(a.atLeast(1).get(0));
        for (Object value : a.from(1)) {
            BigDecimal divisor = exact(value);
            if (divisor.signum() == 0) {
                throw new GoTemplateException("decimal division by 0");
            }
            result = result.divide(divisor, MathContext.DECIMAL128);
        }
        return result.doubleValue();
    }

    private static BigDecimal exact(@Nullable Object value) throws GoTemplateException {
        double number = Casts.decimal(value);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new GoTemplateException("a number is not finite");
        }
        return BigDecimal.valueOf(number);
    }

    private static double round(Arguments a) throws GoTemplateException {
        double limit = a.between(2, 3).count() > 2 ? Casts.decimal(a.get(2)) : 0.5;
        double power = Math.pow(10, a.integer(1));
        double digit = power * Casts.decimal(a.get(0));
        double fraction = digit - (digit < 0 ? Math.ceil(digit) : Math.floor(digit));
        return (fraction >= limit ? Math.ceil(digit) : Math.floor(digit)) / power;
    }

    private static long atoi(Arguments a) throws GoTemplateException {
        String text = a.exactly(1).string(0);
        return text.matches("[+-]?\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static long fromOctal(Arguments a) throws GoTemplateException {
        String text = a.exactly(1).printed(0);
        return text.matches("[0-7]{1,20}") ? Long.parseLong(text, 8) : 0;
    }

    /** Seconds as Go writes a duration. */
    private static String duration(Arguments a) throws GoTemplateException {
        long seconds = Casts.integer(a.exactly(1).get(0));
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        String rest = Math.abs(seconds % 60) + "s";
        String sign = seconds < 0 ? "-" : "";
        if (hours != 0) {
            return sign + Math.abs(hours) + "h" + Math.abs(minutes) + "m" + rest;
        }
        return sign + (minutes != 0 ? Math.abs(minutes) + "m" : "") + rest;
    }

    private static List<@Nullable Object> steps(Arguments a, int start, int stop, int step) throws GoTemplateException {
        List<@Nullable Object> steps = new ArrayList<>();
        if (step == 0 || (stop < start) != (step < 0)) {
            return steps;
        }
        a.meter().claim(Math.abs(((long) stop - start) / step));
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            steps.add(i);
        }
        return steps;
    }

    private static String seq(Arguments a) throws GoTemplateException {
        int start = 1;
        int step = 1;
        int end;
        switch (a.count()) {
            case 1 -> end = a.integer(0);
            case 2 -> {
                start = a.integer(0);
                end = a.integer(1);
            }
            case 3 -> {
                start = a.integer(0);
                step = a.integer(1);
                end = a.integer(2);
                if ((end < start && step > 0) || (end > start && step < 0)) {
                    return "";
                }
            }
            default -> {
                return "";
            }
        }
        if (a.count() < 3 && end < start) {
            step = -1;
        }
        List<String> texts = new ArrayList<>();
        for (Object number : steps(a, start, end + Integer.signum(step), step)) {
            texts.add(String.valueOf(number));
        }
        return String.join(" ", texts);
    }
}
