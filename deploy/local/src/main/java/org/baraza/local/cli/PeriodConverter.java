package org.baraza.local.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of time as people write it: {@code 45s}, {@code 30m}, {@code 12h}, {@code 7d}. */
final class PeriodConverter implements ITypeConverter<Duration> {

    private static final Pattern PERIOD = Pattern.compile("(\\d{1,6})([smhd])");

    @Override
    public Duration convert(String value) {
        Matcher matcher = PERIOD.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + value + "' is no length of time, as 30m, 12h or 7d are");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
