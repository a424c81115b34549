/** What a reader may see, asked of the store and of the directory: what is not theirs is as unknown as what is not there. */
package org.baraza.message.access;
