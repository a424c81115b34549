package org.baraza.notification.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.baraza.contracts.user.UserChanged;
import org.baraza.notification.decision.Reason;
import org.baraza.notification.digest.DigestRow.Planned;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.preference.Way;

/**
 * What a person is mailed of what they have not seen, and of what not, and why. Pure.
 *
 * @param toMail what the mail is about, the newest first
 * @param against why not, for the others
 */
record MailJudgement(List<Unseen> toMail, Map<Unseen, Reason> against) {

    /**
     * @param person null if they are not in the directory
     * @param unseen all that they have not seen and that is in no mail yet
     * @param muted the conversations of these that they have muted
     * @param refusedPause how long an address that was refused is left alone
     */
    static MailJudgement of(
            DigestRow row,
            UserChanged person,
            Preferences wishes,
            List<Unseen> unseen,
            Set<String> muted,
            Instant now,
            Duration refusedPause) {
        List<Unseen> atHand = row.plan == null ? unseen : planned(row.plan, unseen);
        Optional<Reason> againstAll = againstAll(row, person, wishes, now, refusedPause);
        Map<Unseen, Reason> against = new LinkedHashMap<>();
        for (Unseen notification : atHand) {
            againstAll
                    .or(() -> Optional.ofNullable(against(notification, wishes, muted)))
                    .ifPresent(reason -> against.put(notification, reason));
        }
        return new MailJudgement(
                atHand.stream()
                        .filter(notification -> !against.containsKey(notification))
                        .toList(),
                against);
    }

    /** What the mail that was made up is about, as far as it is not seen since; what came since is another mail's. */
    private static List<Unseen> planned(List<Planned> plan, List<Unseen> unseen) {
        Map<String, Long> upTo = plan.stream().collect(Collectors.toMap(one -> one.id, one -> one.upTo));
        return unseen.stream()
                .filter(one -> upTo.containsKey(one.id()) && one.firstSeq() <= upTo.get(one.id()))
                .map(one -> one.upTo(upTo.get(one.id())))
                .filter(Unseen::isUnmailed)
                .toList();
    }

    private static Optional<Reason> againstAll(
            DigestRow row, UserChanged person, Preferences wishes, Instant now, Duration refusedPause) {
        if (person == null || person.isSuspended()) {
            return Optional.of(Reason.PERSON_AWAY);
        }
        if (!wishes.emailEnabled()) {
            return Optional.of(Reason.EMAIL_DISABLED);
        }
        if (person.email() == null || person.email().isBlank()) {
            return Optional.of(Reason.NO_ADDRESS);
        }
        boolean isRefused = hash(person.email()).equals(row.refusedAddress)
                && row.refusedAt.plus(refusedPause).isAfter(now);
        return isRefused ? Optional.of(Reason.ADDRESS_REFUSED) : Optional.empty();
    }

    private static Reason against(Unseen notification, Preferences wishes, Set<String> muted) {
        if (!wishes.wants(Way.EMAIL, notification.type())) {
            return Reason.EMAIL_DISABLED;
        }
        if (notification.isOfMessages() && muted.contains(notification.conversationId())) {
            return Reason.MUTED;
        }
        return notification.isGone() ? Reason.DELETED : null;
    }

    /** What became of all of it, once the mail has come to its end. */
    Map<Unseen, Reason> decided(Reason ofMail) {
        Map<Unseen, Reason> decided = new LinkedHashMap<>(against);
        decided.putAll(toMail.stream().collect(Collectors.toMap(Function.identity(), one -> ofMail)));
        return decided;
    }

    /** By which an address is known again that the database need not hold. */
    static String hash(String address) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
