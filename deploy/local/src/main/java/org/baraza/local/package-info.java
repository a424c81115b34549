/**
 * The platform on one machine, without containers.
 *
 * <p>Two halves. {@link org.baraza.local.Backends} with {@code process}, {@code kafka}, {@code redis} and
 * {@code database} start the brokers and stores as child processes; the launching side of these packages uses the JDK
 * only, so that any test can put it on its class path without meeting a library twice. {@code platform} and {@code cli}
 * add the services and the command line, and use libraries freely.
 *
 * <p>Classes named {@code …Main} run in a child JVM whose class path is {@code target/lib}.
 */
package org.baraza.local;
