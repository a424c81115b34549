package org.baraza.gateway.delivery;

import java.util.function.Supplier;

/** A value that is made when it is first asked for. Used by one thread. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> source;
    private T value;

    Lazy(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        if (value == null) {
            value = source.get();
        }
        return value;
    }
}
