/**
 * A network of the test's own, in network namespaces of the kernel: what is sent through it goes through real TCP, and can be
 * lost without a word to either end. Nothing of it leaves the machine.
 */
package org.baraza.acceptance.network;
