package org.precis.summarize;

import org.precis.text.LanguageDetector;
import org.precis.text.SentenceSplitter;

/**
 * What summarisers need to know of languages.
 *
 * @param splitter cuts texts into sentences
 * @param detector tells a summary's language
 */
public record LanguageTools(SentenceSplitter splitter, LanguageDetector detector) {}
