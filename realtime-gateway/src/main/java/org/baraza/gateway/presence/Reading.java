package org.baraza.gateway.presence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.baraza.gateway.session.SocketEventHandler.Ack;
import org.baraza.gateway.session.SocketEventHandler.Request;
import org.baraza.gateway.session.SocketSession;

/** Who waits until it is read with whom one person shares a conversation: the sockets of that person. Safe for several threads. */
final class Reading {

    private final Set<SocketSession> sessions = new LinkedHashSet<>();
    private final List<Ack> acks = new ArrayList<>();
    private boolean hasFailed;
    private boolean hasEnded;

    /** What became of somebody who wants to wait. */
    enum Place {
        /** They are the first: it is for them to have it read. */
        FIRST,
        /** They are told when it is read, or that it cannot be. */
        WAITING,
        /** It cannot be read at the moment: they are told when it is, and get for now what is known. */
        WAITING_LONG,
        /** It is read: nobody is told any more. */
        NONE
    }

    synchronized Place add(Request request) {
        if (hasEnded) {
            return Place.NONE;
        }
        sessions.add(request.session());
        if (hasFailed) {
            return Place.WAITING_LONG;
        }
        acks.add(request.ack());
        return acks.size() == 1 ? Place.FIRST : Place.WAITING;
    }

    synchronized boolean isAwaitedBy(SocketSession session) {
        return sessions.contains(session);
    }

    /** It cannot be read. @return whose question is to be answered all the same */
    synchronized List<Ack> fail() {
        hasFailed = true;
        return takeAcks();
    }

    /** It is read. @return whose question is to be answered */
    synchronized List<Ack> end() {
        hasEnded = true;
        return takeAcks();
    }

    /** Who is to be told. */
    synchronized List<SocketSession> sessions() {
        return List.copyOf(sessions);
    }

    private List<Ack> takeAcks() {
        List<Ack> taken = List.copyOf(acks);
        acks.clear();
        return taken;
    }
}
