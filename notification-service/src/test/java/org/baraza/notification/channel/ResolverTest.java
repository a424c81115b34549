package org.baraza.notification.channel;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResolverTest {

    private final CountDownLatch answered = new CountDownLatch(1);
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();
    private final Resolver resolver = new Resolver(this::lookUp, 1, 1);

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void aResolverThatHangsHoldsItsOwnThreadsOnlyAndABoundedNumberOfLookUps() throws Exception {
        // Given
        CompletableFuture<InetAddress> first = resolver.resolve("a", true).toCompletableFuture();
        assertThat(thread.get(10, TimeUnit.SECONDS).getName()).isEqualTo("push-resolver");
        CompletableFuture<InetAddress> second = resolver.resolve("b", true).toCompletableFuture();

        // When
        CompletableFuture<InetAddress> third = resolver.resolve("c", true).toCompletableFuture();

        // Then
        assertThatThrownBy(() -> third.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(first).isNotDone();
        answered.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).isLoopbackAddress()).isTrue();
        assertThat(second.get(10, TimeUnit.SECONDS).isLoopbackAddress()).isTrue();
    }

    private InetAddress lookUp(String host, boolean privateAllowed) {
        thread.complete(Thread.currentThread());
        try {
            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return InetAddress.getLoopbackAddress();
    }
}
