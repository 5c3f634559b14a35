/**
 * The offline trainer. {@link org.precis.train.Trainer} is the loop. What is made small is an
 * {@link org.precis.train.objective.Objective}; what is read lies in {@code train.data}, what is
 * written in {@code train.checkpoint}, what changes the weights in {@code train.optim}.
 *
 * <p>May import: everything but {@code solr} and {@code cli}.
 */
package org.precis.train;
