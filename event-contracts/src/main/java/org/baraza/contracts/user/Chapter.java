package org.baraza.contracts.user;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A local chapter of the community.
 *
 * @param id the chapter's id
 * @param name for people, for example {@code Nairobi Chapter}
 * @param code short and stable, for example {@code NBO}
 * @param country where it meets
 * @param city where it meets
 */
public record Chapter(@JsonProperty("_id") String id, String name, String code, String country, String city) {}
