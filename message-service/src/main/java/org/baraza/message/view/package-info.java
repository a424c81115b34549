/** Messages as one person sees them. */
package org.baraza.message.view;
