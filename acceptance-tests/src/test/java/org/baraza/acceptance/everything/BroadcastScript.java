package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.baraza.contracts.broadcast.Audience;

import static org.baraza.acceptance.everything.Step.Kind;

/** The broadcasts of the busiest people, and what others do with them. */
final class BroadcastScript {

    /** One broadcast for so many lines of chat. */
    private static final int LINES = 40;

    private final Crowd crowd;
    private final Random random;
    private final Map<String, Publication> publications = new LinkedHashMap<>();
    private final Set<String> recalled = new HashSet<>();
    private int lines;
    private int edits;

    BroadcastScript(Crowd crowd, Random random) {
        this.crowd = crowd;
        this.random = random;
    }

    Publication publication(String key) {
        return publications.get(key);
    }

    /** Another line of chat was said; now and then that is the time for a broadcast. */
    void sometimes(Act act, String text) {
        if (++lines % LINES == 0) {
            publish(act, text);
        }
    }

    /** Devices show broadcasts to people who have done nothing with them, and to some who have. */
    void show(Act act) {
        publications
                .values()
                .forEach(publication -> publication.people().stream()
                        .filter(person -> random.nextInt(30) == 0)
                        .forEach(person -> act.add(Step.about(Kind.RECEIVE, person, publication.key(), false))));
    }

    private void publish(Act act, String text) {
        Publication publication = publication("b" + publications.size(), text);
        publications.put(publication.key(), publication);
        act.add(new Step(Kind.PUBLISH, publication.sender(), publication.key(), "", "", true));
        for (String person : publication.people()) {
            if (random.nextInt(4) == 0 && !person.equals(publication.sender())) {
                touch(act, publication, person);
            }
        }
        if (random.nextInt(2) == 0) {
            edit(act, publication);
        }
        List<String> keys = List.copyOf(publications.keySet());
        String earlier = keys.get(random.nextInt(keys.size()));
        if (random.nextInt(5) == 0 && recalled.add(earlier)) {
            String sender = publications.get(earlier).sender();
            act.add(Step.about(Kind.DELETE_FOR_EVERYONE, sender, earlier, false));
        } else if (!recalled.contains(earlier) && random.nextInt(3) == 0) {
            edit(act, publications.get(earlier));
        }
    }

    private void edit(Act act, Publication publication) {
        act.add(Step.edit(
                publication.sender(),
                publication.key(),
                "edit " + ++edits + " of " + publication.key(),
                random.nextBoolean()));
    }

    private void touch(Act act, Publication publication, String person) {
        int dice = random.nextInt(100);
        if (dice < 60) {
            act.add(Step.about(Kind.READ, person, publication.key(), random.nextBoolean()));
        }
        if (publication.asks() && dice % 2 == 0) {
            act.add(Step.about(Kind.ACKNOWLEDGE, person, publication.key(), random.nextBoolean()));
        }
        if (dice % 10 == 9) {
            act.add(Step.about(Kind.DELETE_FOR_ME, person, publication.key(), false));
        }
        if (dice % 10 == 5) {
            act.add(Step.about(Kind.ARCHIVE, person, publication.key(), true));
        }
    }

    private Publication publication(String key, String text) {
        String sender = crowd.admins().get(publications.size() % crowd.admins().size());
        List<String> people;
        Audience audience;
        int dice = random.nextInt(3);
        if (!crowd.isSuperAdmin(sender)) {
            String chapterId = crowd.person(sender).chapterId();
            audience = Audience.chapter(chapterId);
            people = crowd.membersOf(chapterId);
        } else if (dice == 0) {
            audience = Audience.all();
            people = crowd.ids();
        } else if (dice == 1) {
            List<String> chapters = Crowd.chapters().keySet().stream().sorted().toList();
            String chapterId = chapters.get(random.nextInt(chapters.size()));
            audience = Audience.chapter(chapterId);
            people = crowd.membersOf(chapterId);
        } else {
            List<String> named = new ArrayList<>(
                    crowd.ids().stream().filter(id -> random.nextInt(6) == 0).toList());
            if (named.isEmpty()) {
                named.add(crowd.ids().get(0));
            }
            audience = Audience.of(named);
            people = named;
        }
        return new Publication(
                sender, key, audience, List.copyOf(people), "title of " + key, text, random.nextBoolean());
    }
}
