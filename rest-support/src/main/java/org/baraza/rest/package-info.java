/**
 * What every REST edge of the platform shares: who calls ({@link org.baraza.rest.Caller}), which page they want
 * ({@link org.baraza.rest.Page}), and how an error is told ({@link org.baraza.rest.Problem}). No words of the domain here.
 */
package org.baraza.rest;
