/**
 * Everything that a client can say, said by one who means harm: every documented call and event, with a hostile value in each
 * place that the documents name. Both come from tables, so a further call or value needs nothing more here.
 */
package org.baraza.acceptance.hostile;
