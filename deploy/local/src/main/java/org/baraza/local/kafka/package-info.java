/** A real Kafka broker, one node in KRaft mode, in a child JVM: the handle and the child's main. */
package org.baraza.local.kafka;
