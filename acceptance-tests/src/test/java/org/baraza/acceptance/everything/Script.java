package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.baraza.acceptance.replay.IrcLog;

import static org.baraza.acceptance.everything.Step.Kind;

/**
 * What everybody does, made out of a chat by a fixed seed. Acts alternate with interludes. In an act everything goes on at
 * once. In an interlude nobody sends anything, and each conversation is touched by one step at most: that is the time for what
 * would mean something else a moment earlier or later.
 */
final class Script {

    private final Random random;
    private final Crowd crowd;
    private final BroadcastScript broadcasts;
    private final List<Act> acts = new ArrayList<>();
    private final List<Act> interludes = new ArrayList<>();
    /** What each has said and not deleted for everybody. */
    private final Map<String, List<String>> standing = new HashMap<>();

    /** Two people → the last line that was said between them. */
    private final Map<String, IrcLog.Line> lastLines = new HashMap<>();

    /** Two people → the key of that line. */
    private final Map<String, String> lastKeys = new HashMap<>();

    private int said;
    private int edits;

    /**
     * @param lines the chat
     * @param parts how many acts
     * @param seed of everything that is not in the chat
     */
    Script(List<IrcLog.Line> lines, Crowd crowd, int parts, long seed) {
        this.random = new Random(seed);
        this.crowd = crowd;
        this.broadcasts = new BroadcastScript(crowd, random);
        for (int part = 0; part < parts; part++) {
            acts.add(act(lines.subList(lines.size() * part / parts, lines.size() * (part + 1) / parts)));
            interludes.add(interlude());
        }
        broadcasts.show(interludes.get(parts - 1));
    }

    List<Act> acts() {
        return acts;
    }

    /** The one with a number follows the act with that number. */
    List<Act> interludes() {
        return interludes;
    }

    /** A broadcast by its key. */
    Publication publication(String key) {
        return broadcasts.publication(key);
    }

    /** How many steps there are. */
    int count() {
        return acts.stream().mapToInt(Act::count).sum()
                + interludes.stream().mapToInt(Act::count).sum();
    }

    private Act act(List<IrcLog.Line> lines) {
        Act act = new Act();
        for (IrcLog.Line line : lines) {
            String key = "m" + said++;
            act.add(Step.say(line.from(), line.to(), key, line.text(), chance(25)));
            standing.computeIfAbsent(line.from(), by -> new ArrayList<>()).add(key);
            remember(line, key);
            ofSender(act, line.from());
            ofReceiver(act, line.to(), key);
            if (chance(10)) {
                sync(act, crowd.ids().get(random.nextInt(crowd.ids().size())));
            }
            broadcasts.sometimes(act, line.text());
        }
        return act;
    }

    private void remember(IrcLog.Line line, String key) {
        String pair =
                line.from().compareTo(line.to()) < 0 ? line.from() + ' ' + line.to() : line.to() + ' ' + line.from();
        lastLines.put(pair, line);
        lastKeys.put(pair, key);
    }

    private void ofSender(Act act, String sender) {
        List<String> own = standing.get(sender);
        String key = own.get(own.size() - 1 - random.nextInt(Math.min(4, own.size())));
        if (chance(15)) {
            act.add(Step.edit(sender, key, "edit " + ++edits + " of " + key, chance(50)));
        }
        if (chance(5)) {
            act.add(Step.about(Kind.DELETE_FOR_ME, sender, key, false));
        }
        if (chance(6)) {
            act.add(Step.about(Kind.DELETE_FOR_EVERYONE, sender, key, false));
            own.remove(key);
            if (own.isEmpty()) {
                standing.remove(sender);
            }
        }
    }

    private void ofReceiver(Act act, String receiver, String key) {
        if (chance(25)) {
            act.add(Step.about(Kind.READ, receiver, key, false));
        }
        if (chance(7)) {
            act.add(Step.about(Kind.DELETE_FOR_ME, receiver, key, false));
        }
    }

    private void sync(Act act, String person) {
        act.add(Step.of(chance(50) ? Kind.SYNC : Kind.SYNC_A_PAGE, person));
    }

    private Act interlude() {
        Act interlude = new Act();
        Set<String> busy = new HashSet<>();
        lastLines.keySet().stream().sorted().forEach(pair -> {
            IrcLog.Line line = lastLines.get(pair);
            String key = lastKeys.get(pair);
            String receiver = line.to();
            int dice = random.nextInt(100);
            if (dice < 12) {
                String archiver = random.nextBoolean() ? receiver : line.from();
                interlude.add(Step.about(Kind.ARCHIVE, archiver, key, true));
            } else if (dice < 20) {
                interlude.add(Step.about(Kind.READ, receiver, key, true));
            } else if (dice < 26) {
                interlude.add(Step.about(Kind.READ_UP_TO, receiver, key, false));
            } else if (dice < 34 && busy.add(receiver)) {
                interlude.add(Step.about(Kind.MARK_NOTIFICATION, receiver, key, true));
            } else if (dice < 42 && busy.add(receiver)) {
                interlude.add(Step.about(Kind.DELETE_NOTIFICATION, receiver, key, true));
            } else if (dice < 46 && busy.add(receiver)) {
                interlude.add(Step.of(Kind.MARK_ALL_NOTIFICATIONS, receiver));
            }
        });
        return interlude;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
