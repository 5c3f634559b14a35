/**
 * What training makes small. Start at {@link org.precis.train.objective.Objective}; {@link
 * org.precis.train.objective.CrossEntropyObjective} is supervised learning, and {@link
 * org.precis.train.objective.VocabularyLoss} its loss in pieces of rows.
 *
 * <p>May import: {@code train.data}, {@code train.optim}, {@code model.transformer}, {@code
 * model.pgnet}, {@code model.session}, {@code nn}, DJL.
 */
package org.precis.train.objective;
