package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.acceptance.platform.Rest;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.DemoCommunity;

/** What the senders of broadcasts are told: what they have sent, how many it has reached, and whom. */
final class ReportChecks {

    private final World world;

    ReportChecks(World world) {
        this.world = world;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (String admin : world.crowd().admins()) {
            checks.add(new Check(admin, "own broadcasts", rest -> list(rest, admin)));
        }
        for (Announcement announcement : world.announcements()) {
            String sender = announcement.publication().sender();
            String name = announcement.publication().key();
            checks.add(new Check(sender, "counts of " + name, rest -> counts(rest, announcement)));
            checks.add(new Check(
                    sender, "readers of " + name, rest -> reached(rest, announcement, "read", hasRead(announcement))));
            checks.add(new Check(
                    sender,
                    "acknowledged of " + name,
                    rest -> reached(rest, announcement, "acknowledged", announcement::isAcknowledgedBy)));
            checks.add(new Check(
                    sender,
                    "delivered of " + name,
                    rest -> reached(rest, announcement, "delivered", announcement::isTouchedBy)));
            checks.add(new Check(
                    sender,
                    "unread of " + name,
                    rest -> reached(
                            rest, announcement, "unread", hasRead(announcement).negate())));
            checks.add(new Check(
                    sender,
                    "unacknowledged of " + name,
                    rest -> reached(
                            rest, announcement, "unacknowledged", person -> !announcement.isAcknowledgedBy(person))));
        }
        return checks;
    }

    /** A super admin has what they sent; the admin of a chapter has what went to it, whoever sent it. */
    private Optional<String> list(Rest rest, String admin) {
        List<ObjectNode> actual = new ArrayList<>();
        Optional<String> length = Lists.read(rest, "/broadcasts", "broadcasts", "total", actual);
        if (length.isPresent()) {
            return length;
        }
        synchronized (world) {
            return Lists.compare(
                    world.announcements().stream()
                            .filter(announcement -> world.crowd().isSuperAdmin(admin)
                                    ? announcement.publication().sender().equals(admin)
                                    : world.crowd()
                                            .person(admin)
                                            .chapterId()
                                            .equals(announcement
                                                    .publication()
                                                    .audience()
                                                    .chapterId()))
                            .map(this::report)
                            .sorted(Sight.newestFirst("createdAt"))
                            .toList(),
                    actual,
                    "createdAt");
        }
    }

    private Optional<String> counts(Rest rest, Announcement announcement) {
        var actual = rest.read("/broadcasts/" + announcement.id());
        synchronized (world) {
            ObjectNode expected = report(announcement);
            expected.putObject("counts")
                    .put(
                            "delivered",
                            people(announcement, announcement::isTouchedBy).size())
                    .put("read", people(announcement, hasRead(announcement)).size())
                    .put(
                            "acknowledged",
                            people(announcement, announcement::isAcknowledgedBy).size());
            return Difference.between("", expected, actual);
        }
    }

    private Optional<String> reached(Rest rest, Announcement announcement, String state, Predicate<String> isReached) {
        List<ObjectNode> actual = new ArrayList<>();
        Optional<String> length = Lists.read(
                rest, "/broadcasts/" + announcement.id() + "/recipients?state=" + state, "recipients", "total", actual);
        if (length.isPresent()) {
            return length;
        }
        synchronized (world) {
            return Lists.compareNames(
                    people(announcement, isReached),
                    Lists.names(actual, one -> one.at("/user/id").asText()));
        }
    }

    private ObjectNode report(Announcement announcement) {
        Message message = announcement.last();
        ObjectNode report = JsonNodeFactory.instance
                .objectNode()
                .put("id", announcement.id())
                .put("title", message.isDeleted() ? "" : message.text().title())
                .put("content", message.isDeleted() ? "" : message.text().content())
                .put(
                        "broadcastType",
                        announcement.publication().audience().type().name())
                .put("requiresAcknowledgement", announcement.publication().asks())
                .put("isEdited", message.editedAt() != null)
                .put("editedAt", message.editedAt())
                .put("isDeleted", message.isDeleted())
                .put("createdAt", message.placed().createdAt())
                .put("recipients", announcement.recipients());
        report.putObject("creator").put("id", message.sender());
        return report;
    }

    /** Those of its audience of whom something is so; a sender who does not belong to it is not among them. */
    private static Set<String> people(Announcement announcement, Predicate<String> isSo) {
        Set<String> audience = new TreeSet<>(announcement.publication().people());
        if (announcement.publication().audience().type() == AudienceType.ALL) {
            DemoCommunity.people().stream().map(UserChanged::id).forEach(audience::add);
        }
        return audience.stream().filter(isSo).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<String> hasRead(Announcement announcement) {
        return person -> announcement.cursorOf(person) > 0;
    }
}
