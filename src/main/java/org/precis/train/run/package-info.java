/**
 * Puts a configured training together and runs it. Start at {@link
 * org.precis.train.run.TrainingRun}.
 *
 * <p>May import: everything but {@code solr} and {@code cli}.
 */
package org.precis.train.run;
