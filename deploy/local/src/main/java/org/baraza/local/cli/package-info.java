/**
 * The command line: {@link org.baraza.local.cli.Baraza} with one class per subcommand.
 *
 * <p>The only place that prints. Mistakes a person can mend end in one line and an exit code other than 0.
 */
package org.baraza.local.cli;
