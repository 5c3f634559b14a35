/**
 * The command line {@code bin/precis}.
 *
 * <p>May import: everything.
 */
package org.precis.cli;
