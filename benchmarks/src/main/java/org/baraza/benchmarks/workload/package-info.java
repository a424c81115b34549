/** What is measured: each workload drives one side for one round, and the rounds take turns. */
package org.baraza.benchmarks.workload;
