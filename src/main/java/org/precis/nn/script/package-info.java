/**
 * TorchScript programs that this project writes itself: text in, a compiled module out, with no
 * Python. Weights are not part of a module; they are arguments, so that one module serves every
 * model of an architecture. Start at {@link org.precis.nn.script.ScriptModule}.
 *
 * <p>May import: {@code nn}, DJL.
 */
package org.precis.nn.script;
