/** From the figures of the rounds to a table for people. */
package org.baraza.benchmarks.report;
