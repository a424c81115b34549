package org.baraza.gateway.engineio;

import java.util.Random;

/**
 * Damages texts the way bad luck and ill will do: inserts, removes, replaces, doubles and cuts.
 *
 * @param random seeded by the test, so that a failure can be repeated
 * @param alphabet characters that mean something to the decoder under test
 */
public record Mutation(Random random, String alphabet) {

    private static final int MAX_STEPS = 4;

    /** The text after one to four changes. */
    public String of(String text) {
        String mutated = text;
        for (int step = random.nextInt(MAX_STEPS); step >= 0; step--) {
            mutated = once(mutated);
        }
        return mutated;
    }

    private String once(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(text.length() - from + 1);
        int next = Math.min(from + 1, text.length());
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + character() + text.substring(from);
            case 1 -> text.substring(0, from) + text.substring(next);
            case 2 -> text.substring(0, from) + character() + text.substring(next);
            case 3 -> text.substring(0, to) + text.substring(from);
            case 4 -> text.substring(0, from) + text.substring(to);
            default -> text.substring(0, to);
        };
    }

    private char character() {
        return random.nextInt(4) == 0
                ? (char) random.nextInt(Character.MAX_VALUE + 1)
                : alphabet.charAt(random.nextInt(alphabet.length()));
    }
}
