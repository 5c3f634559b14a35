/**
 * Pickles of PyTorch state dicts as data. Start at {@link org.precis.model.io.pickle.Unpickler}: it
 * knows the opcodes and names that such files use, each mapped to a plain value, and refuses all
 * others. There is no way from a pickle to code.
 *
 * <p>May import: no other package of ours.
 */
package org.precis.model.io.pickle;
