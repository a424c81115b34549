/**
 * The platform as one thing: backends, services, data folder, demo community, tokens.
 *
 * <p>{@link org.baraza.local.platform.LocalPlatform} starts and ends it, for the command line and for the acceptance tests.
 * {@link org.baraza.local.platform.DataFolder} guards what stays between two starts;
 * {@link org.baraza.local.platform.Supervisor} restarts what dies.
 */
package org.baraza.local.platform;
