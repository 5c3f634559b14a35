/**
 * Human evaluation: a form that hides which system wrote what, and what raters' answers say. Start
 * at {@link org.precis.eval.human.RatingForm}; {@link org.precis.eval.human.RatingReader} reads
 * filled forms back.
 *
 * <p>May import: {@code org.precis.eval}, Jackson.
 */
package org.precis.eval.human;
