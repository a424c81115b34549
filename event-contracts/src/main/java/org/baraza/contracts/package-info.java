/**
 * What travels on the topics: one record per event and command, the ids in them, and the names of the topics.
 *
 * <p>Every record is a CloudEvent in binary mode: the type, id, source and time of the event are Kafka headers, the value
 * is the JSON of the record. The type of a record is its {@link org.baraza.contracts.EventType}. Changes are additive: a
 * reader ignores fields that it does not know, and the golden samples beside the tests must stay readable for ever.
 */
package org.baraza.contracts;
