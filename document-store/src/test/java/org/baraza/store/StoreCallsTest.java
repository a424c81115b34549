package org.baraza.store;

import com.mongodb.MongoTimeoutException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoreCallsTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider tracing = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final StoreCalls calls = new StoreCalls(tracing.get("test"), "messages");

    @Test
    void aCallIsASpanThatTellsOperationAndCollectionAndNothingElse() {
        // When
        String found =
                calls.call("find", Uni.createFrom().item("a secret")).await().indefinitely();

        // Then
        assertThat(found).isEqualTo("a secret");
        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(span.getName()).isEqualTo("find messages");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getAttributes().asMap())
                .containsOnlyKeys(
                        AttributeKey.stringKey("db.system.name"),
                        AttributeKey.stringKey("db.operation.name"),
                        AttributeKey.stringKey("db.collection.name"));
    }

    @Test
    void aFailureThatWillPassSaysSoAndEndsItsSpanAsAnError() {
        // Given
        Uni<String> away = Uni.createFrom().failure(new MongoTimeoutException("no server"));

        // When
        Uni<String> call = calls.call("find", away);

        // Then
        assertThatThrownBy(() -> call.await().indefinitely())
                .isInstanceOf(StoreUnavailableException.class)
                .hasCauseInstanceOf(MongoTimeoutException.class);
        assertThat(spans.getFinishedSpanItems())
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR);
    }

    @Test
    void aCallThatIsGivenUpEndsItsSpanAsAnError() {
        // Given
        Uni<String> slow = Uni.createFrom().nothing();

        // When
        calls.call("find", slow).subscribe().with(found -> {}).cancel();

        // Then
        assertThat(spans.getFinishedSpanItems())
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR);
    }

    @Test
    void aFaultOfOursIsHandedOnAsItIs() {
        // Given
        Uni<String> broken = Uni.createFrom().failure(new IllegalStateException("ours"));

        // When
        Uni<String> call = calls.call("find", broken);

        // Then
        assertThatThrownBy(() -> call.await().indefinitely()).isInstanceOf(IllegalStateException.class);
    }
}
