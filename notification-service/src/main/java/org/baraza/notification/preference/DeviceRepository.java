package org.baraza.notification.preference;

import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

/**
 * The collection {@code devices}. Calls fail with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <table>
 * <caption>indexes of {@code devices}</caption>
 * <tr><td>{@code _id}</td><td>registering, taking away</td></tr>
 * <tr><td>{@code userId, deviceId, _id}</td><td>a person's devices; their count without one of them; the earlier tokens of
 * one device; everybody who has a
 * device, in pages</td></tr>
 * </table>
 */
@ApplicationScoped
public class DeviceRepository implements ReactivePanacheMongoRepositoryBase<Device, String>, Indexed {

    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String DEVICE_ID = "deviceId";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final StoreCalls calls;

    DeviceRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, Device.COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        return calls.call(
                        "createIndexes",
                        mongoCollection()
                                .createIndexes(List.of(new IndexModel(Indexes.ascending(USER_ID, DEVICE_ID, ID)))))
                .replaceWithVoid();
    }

    /** Registers a device: takes its token over from whoever had it, and the device's earlier tokens away. */
    Uni<Void> register(Device device) {
        return calls.call("replaceOne", mongoCollection().replaceOne(eq(ID, device.id()), device, UPSERT))
                .flatMap(written -> calls.call(
                        "deleteMany",
                        mongoCollection()
                                .deleteMany(and(
                                        eq(USER_ID, device.userId()),
                                        eq(DEVICE_ID, device.deviceId()),
                                        ne(ID, device.id())))))
                .replaceWithVoid();
    }

    /** Takes a person's token away; somebody else's stays. */
    Uni<Void> remove(String id, String userId) {
        return calls.call("deleteOne", mongoCollection().deleteOne(and(eq(ID, id), eq(USER_ID, userId))))
                .replaceWithVoid();
    }

    /** Takes a token away that its provider no longer knows, unless it was registered anew since it was read. */
    public Uni<Void> removeDead(Device device) {
        return calls.call(
                        "deleteOne",
                        mongoCollection()
                                .deleteOne(and(eq(ID, device.id()), eq("registeredAt", device.registeredAt()))))
                .replaceWithVoid();
    }

    /** Everything that these people have registered. */
    public Uni<List<Device>> of(Collection<String> userIds) {
        return calls.call(
                "find", mongoCollection().find(in(USER_ID, userIds)).collect().asList());
    }

    /** How many devices the owner of this one has beside it, and beside what registering it would take the place of. */
    Uni<Long> countOthers(Device device) {
        return calls.call(
                "count",
                mongoCollection()
                        .countDocuments(and(
                                eq(USER_ID, device.userId()), ne(DEVICE_ID, device.deviceId()), ne(ID, device.id()))));
    }

    /**
     * The next devices in the order of their people, for those who walk through all of them.
     *
     * @param after the last person of the page before; null to begin
     */
    public Uni<List<Device>> page(String after, int limit) {
        FindOptions options =
                new FindOptions().sort(Sorts.ascending(USER_ID, DEVICE_ID, ID)).limit(limit);
        return calls.call(
                "find",
                mongoCollection()
                        .find(gt(USER_ID, after == null ? "" : after), options)
                        .collect()
                        .asList());
    }
}
