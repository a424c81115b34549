package org.baraza.acceptance.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a day of the community is. A thousand people come five times each, and once more in the evening, when all are there. They
 * live in circles of ten, who are around at the same hours and write to their neighbours: four messages a visit, more than
 * 20,000 a day in 2,000 conversations, of which one in twelve is edited. In every second visit the connection breaks once and is
 * gone on with, so there are 8,500 connections. A quarter of the visits end without a word, some of them in the middle of a
 * message. Twelve broadcasts go to everybody. Four hundred strangers never say who they are, and three hundred people begin to
 * poll and are not seen again.
 *
 * @param number which one; by it the day has an order of its own
 */
record Day(int number) {

    static final int PEOPLE = 1_000;
    static final int MESSAGES_A_VISIT = 4;
    static final int BROADCASTS = 12;
    static final int STRANGERS = 400;
    static final int POLLERS = 300;

    private static final int VISITS_A_PERSON = 5;
    static final double UNTIL_EVERYBODY_HAS_COME = 1.0 / VISITS_A_PERSON;
    private static final int CIRCLE = 10;
    private static final int REACH = 2;

    private static final int BROKEN_PERCENT = 50;
    private static final int LISTS_PERCENT = 5;
    private static final int DISCONNECT_PERCENT = 35;
    private static final int CLOSE_PERCENT = 75;
    private static final int VANISH_PERCENT = 90;

    private static final long SEED = 42;

    /** All visits, in their order; those of one person are never neighbours but by chance. */
    List<Visit> visits() {
        Random random = new Random(SEED + number);
        List<Visit> visits = new ArrayList<>();
        for (int round = 0; round < VISITS_A_PERSON; round++) {
            for (int circle : shuffled(PEOPLE / CIRCLE, random)) {
                for (int member : shuffled(CIRCLE, random)) {
                    visits.add(visit(circle * CIRCLE + member, random));
                }
            }
        }
        return visits;
    }

    /** Whom somebody writes to: the two before and the two after them in their circle. */
    static List<Integer> contactsOf(int person) {
        int first = person / CIRCLE * CIRCLE;
        return IntStream.rangeClosed(-REACH, REACH)
                .filter(distance -> distance != 0)
                .mapToObj(distance -> first + Math.floorMod(person - first + distance, CIRCLE))
                .toList();
    }

    private static Visit visit(int person, Random random) {
        int percent = random.nextInt(100);
        Ending ending = percent < DISCONNECT_PERCENT
                ? Ending.DISCONNECT
                : percent < CLOSE_PERCENT
                        ? Ending.CLOSE
                        : percent < VANISH_PERCENT ? Ending.VANISH : Ending.VANISH_WHILE_SENDING;
        return new Visit(person, ending, random.nextInt(100) < BROKEN_PERCENT, random.nextInt(100) < LISTS_PERCENT);
    }

    private static List<Integer> shuffled(int count, Random random) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(numbers, random);
        return numbers;
    }
}
