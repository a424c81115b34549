/** What is compared: Baraza, and the design that it replaces, each as the processes that a user would run. */
package org.baraza.benchmarks.contender;
