package org.baraza.acceptance.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.baraza.local.platform.LocalPlatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the processes say of themselves. */
public final class Metrics {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Metrics() {}

    /** Waits until a gauge or counter of a process has at least a value. */
    static void awaitAtLeast(LocalPlatform platform, String process, String name, long value) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(sum(platform, process, name)).isGreaterThanOrEqualTo((double) value));
    }

    /** The sum of a metric over its tags. */
    public static double sum(LocalPlatform platform, String process, String name) {
        return scrape(platform, process)
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** How many sockets a gateway has closed for a reason, by the reason's name. */
    public static long closedSockets(LocalPlatform platform, String process, String reason) {
        String series = "baraza_gateway_sessions_closed_total{reason=\"" + reason + "\"} ";
        return scrape(platform, process)
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    /** All metrics of a process, in Prometheus's format. */
    public static String scrape(LocalPlatform platform, String process) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(platform.managementUrl(process) + "/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
