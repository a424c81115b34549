/**
 * Child processes: starting one, knowing when it is ready, reading its log, ending it gently or not.
 *
 * <p>A {@link org.baraza.local.process.ProcessSpec} says what to start, a {@link org.baraza.local.process.Readiness}
 * when it counts as ready, and a {@link org.baraza.local.process.ManagedProcess} is the handle that may start the same
 * thing again and again, with the same arguments, ports and data.
 */
package org.baraza.local.process;
