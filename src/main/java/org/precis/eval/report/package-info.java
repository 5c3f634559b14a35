/**
 * Evaluates a file of predictions of any length in constant memory: tables by language and by group
 * of languages, as Markdown, JSON and HTML. Start at {@link org.precis.eval.report.Evaluation}.
 *
 * <p>May import: {@code org.precis.eval}, {@code org.precis.text}, Jackson.
 */
package org.precis.eval.report;
