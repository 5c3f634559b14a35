/**
 * Neural blocks that the model families share, as functions over named tensors.
 *
 * <p>May import: DJL.
 */
package org.precis.nn;
