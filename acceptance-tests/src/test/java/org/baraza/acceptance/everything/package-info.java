/**
 * Everything that people do, against a model of what the platform must show of it: a {@link Script} says what happens, a
 * {@link Stage} has it happen and tells a {@link World}, a {@link Comparison} asks the platform.
 */
package org.baraza.acceptance.everything;
