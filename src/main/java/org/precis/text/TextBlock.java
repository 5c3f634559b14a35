package org.precis.text;

import java.lang.Character.UnicodeScript;

/**
 * A stretch of text whose letters are mostly of one script: about two or three sentences.
 *
 * @param script the script that says most in it
 * @param text cleaned, in lower case
 * @param weight how much it says: its letters, times what a letter of their script says
 */
record TextBlock(UnicodeScript script, String text, int weight) {}
