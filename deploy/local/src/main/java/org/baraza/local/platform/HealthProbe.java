package org.baraza.local.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

import org.baraza.local.process.Readiness;

/**
 * Asks a service whether it is ready.
 *
 * @param managementPort where it answers that
 */
record HealthProbe(int managementPort) implements Readiness.Question {

    private static final int TIMEOUT_MILLIS = 2000;

    @Override
    public boolean ask(Duration left) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
