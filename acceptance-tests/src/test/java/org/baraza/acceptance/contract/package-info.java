/**
 * The documents below {@code docs/api}, held against what the platform serves and against everything that reaches a client or
 * a topic. Documents are tolerant, as clients are; here they are taken strictly: a member that is not documented is an error.
 */
package org.baraza.acceptance.contract;
