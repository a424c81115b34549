package org.baraza.message.store;

import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Up to which change of a conversation all have taken effect: readers go by this, not by the last change that is stored.
 *
 * @param id the conversation
 * @param rev number of the change; only ever grows
 */
public record SettledDocument(@BsonId String id, long rev) {}
