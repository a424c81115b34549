/**
 * A gateway is lost to its clients, in several ways ({@link org.baraza.acceptance.lost.Loss}) by one script: the
 * {@link org.baraza.acceptance.lost.Town} and its talk beforehand, the {@link org.baraza.acceptance.lost.Aftermath} and what
 * must hold in it.
 */
package org.baraza.acceptance.lost;
