package org.baraza.gateway.command;

import jakarta.ws.rs.core.Response;

import org.baraza.contracts.message.RefusedException;
import org.baraza.gateway.session.Refusals;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A refused command over REST. */
public class RefusalMapper {

    @ServerExceptionMapper
    public Response refused(RefusedException e) {
        return Refusals.problemOf(e.reason(), e.getMessage()).toResponse().build();
    }
}
