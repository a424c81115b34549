/**
 * An open-loop load: sends are due at fixed times whatever the server does, latency counts from when a send was due, and
 * every message is accounted for.
 */
package org.baraza.benchmarks.load;
